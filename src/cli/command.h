/* What every command gets and gives. A command reads its arguments, calls the domain and prints; the table of commands
 * is in main.c. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/error.h"
#include "domain/city.h"
#include "format/table.h"

/* Exit statuses (DESIGN: the command line). */
enum { EXIT_DONE = 0, EXIT_DIFFERENCES = 1, EXIT_USAGE = 2, EXIT_STORE = 3 };

/* Positional arguments and options as given; what a command does not take never arrives here. */
struct args {
    char **at;
    int count;
    const char *key, *programme, *format, *reason, *rejects, *org, *month, *as_of, *output, *scale, *listen, *log,
        *per_client, *city, *year, *since;
    bool accept, dry_run, whole, traps, behind_proxy, self, explain;
};

/* 0 or EXIT_DIFFERENCES; or an error (<0) with its message in ctx->err. */
typedef int command_fn(struct ctx *ctx, const struct args *args);

command_fn cmd_extract, cmd_init, cmd_programme, cmd_organisation, cmd_import, cmd_batch, cmd_record, cmd_status,
    cmd_check, cmd_verify, cmd_simulate, cmd_serve, cmd_draft;

/* Opens the store of args->at[0]; says on stderr that its data are synthetic where they are. */
MUST_CHECK int open_city(struct ctx *ctx, const struct args *args, enum db_mode mode, struct city **ret);
/* The same with its key, for writing. */
MUST_CHECK int open_city_unlocked(struct ctx *ctx, const struct args *args, struct city **ret);

/* cli:USER */
struct actor cli_actor(struct ctx *ctx);

/* --org, --month as given; defaults: the city, status_default_month. Errors: E_USAGE, E_INPUT. */
MUST_CHECK int org_option(struct ctx *ctx, const struct args *args, const struct city *city,
                          const struct organisation **ret);
MUST_CHECK int month_option(struct ctx *ctx, const struct args *args, const struct city *city, int *ret);

/* A whole number above 0. Errors: E_USAGE. */
MUST_CHECK int id_argument(struct ctx *ctx, const char *text, int64_t *ret);

/* The table for results on stdout in the format asked for. */
MUST_CHECK int result_table(struct ctx *ctx, const struct args *args, const char *const *columns, struct table **ret);

char *number_text(struct ctx *ctx, int64_t n);

/* Progress of long work, on a terminal only; progress_end clears it. */
void progress_show(int64_t done, int64_t all);
void progress_end(void);

#endif
