/* The handlers of all pages, by the table in route.c; each in the file that web/README.md names. */
#ifndef WEB_PAGES_H
#define WEB_PAGES_H

#include "web/request.h"

handler home_page; /* also /places/{org} */
handler places_page;
handler search_page;
handler about_page;
handler figure_page, item_page, records_page, record_page;
handler article_form, article_post, article_page;

#endif
