/* libpq, opened by the first store on PostgreSQL (base/library.h). The only place that includes it. */
#ifndef STORE_LIBPQ_H
#define STORE_LIBPQ_H

#include <libpq-fe.h>

#include "base/library.h"

#define LIBPQ_FUNCTIONS(F)                                                                                             \
    F(PQclear)                                                                                                         \
    F(PQcmdStatus) F(PQcmdTuples) F(PQconnectPoll) F(PQconnectStartParams) F(PQconnectionNeedsPassword)                \
        F(PQconninfoFree) F(PQconninfoParse) F(PQconsumeInput) F(PQdb) F(PQerrorMessage) F(PQexec) F(PQexecParams)     \
            F(PQexecPrepared) F(PQfinish) F(PQfreemem) F(PQftype) F(PQgetResult) F(PQgetisnull) F(PQgetlength)         \
                F(PQgetvalue) F(PQhost) F(PQisBusy) F(PQnfields) F(PQnotifies) F(PQntuples) F(PQparameterStatus)       \
                    F(PQprepare) F(PQputCopyData) F(PQputCopyEnd) F(PQresultErrorField) F(PQresultStatus)              \
                        F(PQsendQuery) F(PQsetErrorVerbosity) F(PQsetNoticeProcessor) F(PQsocket) F(PQstatus)          \
                            F(PQtransactionStatus) F(PQuser)

struct libpq {
    LIBPQ_FUNCTIONS(LIBRARY_MEMBER)
};

extern struct libpq libpq;

/* Before the first call of any. Errors: E_STORE (no such library). */
MUST_CHECK int libpq_open(struct ctx *ctx);

#endif
