/* Words for what 项, 件, 个 count. */
#ifndef TEXT_NOUNS_H
#define TEXT_NOUNS_H

#include "text/lexicon.h"

/* Words that make 项, 件, 个 count the programme itself. */
struct lexicon *programme_lexicon(struct arena *arena);

/* Words that keep 项 and 件 from counting the programme: 事项, 案件. */
struct lexicon *thing_lexicon(struct arena *arena);

#endif
