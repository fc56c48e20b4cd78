/* Plain data as YAML that people go on writing by hand: one line a key, notes behind `#`. Layout is ours, the quoting
 * of texts the library's rules: whatever is written here, yaml_parse reads back as the same text. */
#ifndef FORMAT_YAML_OUT_H
#define FORMAT_YAML_OUT_H

#include "base/buf.h"

/* False for what YAML has no place for, or takes for a line's end. */
bool yaml_out_holds(int32_t c);

/* A text as a scalar of one line, plain where no reader could take it for anything else, else in double quotes.
 * Characters that YAML cannot hold become blanks. */
void yaml_out_text(struct buf *out, const char *text);

/* `[a, b]` of a NULL-terminated list. */
void yaml_out_texts(struct buf *out, const char *const *texts);

/* A note of one line, `# …` after `indent` blanks, with its line end; what would end the line becomes a blank. */
void yaml_out_note(struct buf *out, int indent, const char *note);

#endif
