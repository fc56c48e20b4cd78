/* What may stand between the words of an indicator and its number, or in a clause that goes on with the one before. */
#ifndef DOMAIN_CLAIM_LIGHT_H
#define DOMAIN_CLAIM_LIGHT_H

#include "text/lexicon.h"

/* A light word parts nothing, a heavy one holds a light character (签约) and parts all the same. */
enum { CLAIM_LIGHT, CLAIM_HEAVY };

const struct lexicon *claim_light_new(struct arena *mem);

#endif
