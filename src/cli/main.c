/* duixian: the table of commands, the reading of options, and the one place that turns an error into a message and an
 * exit status. */
#include <getopt.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"

enum { OUTPUT = 64 * 1024 }; /* bytes that are written at once */

enum option_letter {
    O_KEY = 'k',
    O_PROGRAMME = 'p',
    O_FORMAT = 'f',
    O_REASON = 'r',
    O_REJECTS = 'j',
    O_ORG = 'g',
    O_MONTH = 'm',
    O_AS_OF = 't',
    O_OUTPUT = 'o',
    O_SCALE = 's',
    O_ACCEPT = 'a',
    O_DRY_RUN = 'n',
    O_WHOLE = 'w',
    O_TRAPS = 'x',
    O_LISTEN = 'l',
    O_BEHIND_PROXY = 'b',
    O_LOG = 'L',
    O_PER_CLIENT = 'c',
    O_CITY = 'C',
    O_YEAR = 'y',
    O_SELF = 'S',
    O_EXPLAIN = 'e',
    O_SINCE = 'i',
};

static const struct {
    struct option option;
    const char *argument, *help;
} options[] = {
    {{"key", required_argument, NULL, O_KEY}, "FILE", "密钥文件"},
    {{"programme", required_argument, NULL, O_PROGRAMME}, "CODE", "库里有几个项目时用哪一个；init 时是项目包"},
    {{"format", required_argument, NULL, O_FORMAT}, "tsv|json", "输出格式"},
    {{"reason", required_argument, NULL, O_REASON}, "TEXT", "理由（更正、退回、作废时写明）"},
    {{"rejects", required_argument, NULL, O_REJECTS}, "FILE", "把被拒的行和原因写进这个文件"},
    {{"org", required_argument, NULL, O_ORG}, "CODE", "看哪个单位"},
    {{"month", required_argument, NULL, O_MONTH}, "2024-09", "一月到这个月"},
    {{"as-of", required_argument, NULL, O_AS_OF}, "2024-09[-15]", "按这一天的台账核对"},
    {{"output", required_argument, NULL, O_OUTPUT}, "PATH", "写到哪里（-o）"},
    {{"scale", required_argument, NULL, O_SCALE}, "N", "规模，1 是全量，0.02 是五十分之一"},
    {{"accept", no_argument, NULL, O_ACCEPT}, NULL, "导入后立即通过"},
    {{"dry-run", no_argument, NULL, O_DRY_RUN}, NULL, "只检查，什么也不写入"},
    {{"whole", no_argument, NULL, O_WHOLE}, NULL, "有一行被拒就整份不收"},
    {{"listen", required_argument, NULL, O_LISTEN}, "127.0.0.1:8080", "在哪里提供网页；端口 0 是任意空闲端口"},
    {{"behind-proxy", no_argument, NULL, O_BEHIND_PROXY},
     NULL,
     "前面有反向代理：从 X-Forwarded-For 认访客，地址写 https"},
    {{"log", required_argument, NULL, O_LOG}, "FILE|off", "访问日志写到哪里（默认标准错误；不含访客地址和查询）"},
    {{"per-client", required_argument, NULL, O_PER_CLIENT}, "N", "一个地址最多几条连接（默认 512）"},
    {{"city", required_argument, NULL, O_CITY}, "CODE", "六位行政区划代码"},
    {{"year", required_argument, NULL, O_YEAR}, "Y", "哪一年的计划"},
    {{"since", required_argument, NULL, O_SINCE}, "2024-09[-15]", "只列从那时以来结论或台账变了的行"},
    {{"explain", no_argument, NULL, O_EXPLAIN}, NULL, "每行最后加一列：凭哪些词、单位、地点和时间这样认定"},
    {{"self", no_argument, NULL, O_SELF}, NULL, "不用库，看文章自己前后是否一致：总数和分项、完成率和数量、标题和正文"},
    {{"traps", no_argument, NULL, O_TRAPS}, NULL, "列出不是数据的数字和原因"},
};
enum { OPTIONS = sizeof options / sizeof *options };

static const struct command {
    const char *name;
    command_fn *run;
    int least, most;   /* positional arguments */
    const char *takes; /* letters of the options it takes */
    const char *usage, *help;
} commands[] = {
    {"extract", cmd_extract, 1, 1, "fx", "FILE [--traps]", "列出一篇文字里的每个数据"},
    {"init", cmd_init, 1, 1, "pk", "DB --programme P", "用项目包新建一个库"},
    {"programme", cmd_programme, 3, 3, "kr", "DB add|update|diff P", "加一年的项目，或换新版本"},
    {"organisation", cmd_organisation, 3, 3, "p", "DB import FILE", "导入组织树"},
    {"import", cmd_import, 3, 3, "pkrjfanwgm",
     "DB LEDGER FILE [--accept] [--dry-run] [--whole] [--rejects FILE] [--reason TEXT]", "把表格导入台账"},
    {"batch", cmd_batch, 2, 3, "pkrf", "DB list|show|accept|return|void [ID] [--reason TEXT]",
     "看、通过、退回、作废一批"},
    {"record", cmd_record, 3, 3, "pkrf", "DB show|void ID [--reason TEXT]", "看或作废一条记录"},
    {"status", cmd_status, 1, 1, "pfgmk", "DB [--org CODE] [--month 2024-09]",
     "各项指标的目标、实际、完成率和红黄绿灯"},
    {"check", cmd_check, 1, 2, "pftmkSei",
     "DB ARTICLE [--as-of 2024-09[-15]] [--format tsv|json|html] [--since 2024-09] [--explain] | --self FILE",
     "拿台账核对一篇文章，或看一篇文章是否自相矛盾"},
    {"verify", cmd_verify, 1, 1, "pfk", "DB", "从记录重新数一遍，检查链"},
    {"serve", cmd_serve, 1, 1, "plbLc", "DB [--listen 127.0.0.1:8080] [--behind-proxy] [--log FILE|off]",
     "提供网页，直到收到 SIGTERM 或 Ctrl-C"},
    {"draft", cmd_draft, 1, 1, "oCy", "PLAN --city CODE --year Y -o DIR", "从一份计划起草项目包"},
    {"simulate", cmd_simulate, 1, 1, "os", "P -o DIR [--scale N]", "按项目包生成合成数据"},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static void print_help(FILE *out)
{
    fputs("duixian 兑现：让公布的每个数都能从记录数出来\n\n用法：duixian 命令 参数…\n\n", out);
    for (int i = 0; i < COMMANDS; i++)
        fprintf(out, "  duixian %s %s\n      %s\n", commands[i].name, commands[i].usage, commands[i].help);
    fputs("\n选项：\n", out);
    for (int i = 0; i < OPTIONS; i++)
        fprintf(out, "  --%s%s%s\n      %s\n", options[i].option.name, options[i].argument ? " " : "",
                options[i].argument ? options[i].argument : "", options[i].help);
    fputs("\n文章：\n"
          "  txt（UTF-8 或 GB18030）、html 或 Word 的 .docx，按内容认；- 是标准输入\n"
          "  位置（start、end）从 0 起，一个字、一个标点算一个，end 那个字不在内。txt 按文件原样数，BOM 和回车也算；\n"
          "  网页和 Word 文档按变成文字以后的数：段落之间空一行，表格一行一行、列之间是制表符，列表的编号写出来，\n"
          "  脚注在正文后面，页眉页脚不读\n",
          out);
    fputs("\n退出状态：0 完成；1 有不符或被拒的行；2 用法或输入有问题；3 库或密钥有问题\n", out);
}

static void take_option(struct args *args, int letter, const char *value)
{
    switch ((enum option_letter)letter) {
    case O_KEY:
        args->key = value;
        break;
    case O_PROGRAMME:
        args->programme = value;
        break;
    case O_FORMAT:
        args->format = value;
        break;
    case O_REASON:
        args->reason = value;
        break;
    case O_REJECTS:
        args->rejects = value;
        break;
    case O_ORG:
        args->org = value;
        break;
    case O_MONTH:
        args->month = value;
        break;
    case O_AS_OF:
        args->as_of = value;
        break;
    case O_OUTPUT:
        args->output = value;
        break;
    case O_SCALE:
        args->scale = value;
        break;
    case O_ACCEPT:
        args->accept = true;
        break;
    case O_DRY_RUN:
        args->dry_run = true;
        break;
    case O_WHOLE:
        args->whole = true;
        break;
    case O_TRAPS:
        args->traps = true;
        break;
    case O_LISTEN:
        args->listen = value;
        break;
    case O_BEHIND_PROXY:
        args->behind_proxy = true;
        break;
    case O_LOG:
        args->log = value;
        break;
    case O_PER_CLIENT:
        args->per_client = value;
        break;
    case O_CITY:
        args->city = value;
        break;
    case O_YEAR:
        args->year = value;
        break;
    case O_SELF:
        args->self = true;
        break;
    case O_EXPLAIN:
        args->explain = true;
        break;
    case O_SINCE:
        args->since = value;
        break;
    }
}

static int read_args(struct ctx *ctx, const struct command *command, int argc, char **argv, struct args *ret)
{
    struct option known[OPTIONS + 1] = {0};
    int letter;
    for (int i = 0; i < OPTIONS; i++)
        known[i] = options[i].option;
    opterr = 0;
    while ((letter = getopt_long(argc, argv, ":o:", known, NULL)) != -1) {
        if (letter == ':')
            return fail(ctx, E_USAGE, "选项“%s”后面缺少值", argv[optind - 1]);
        if (letter == '?' || !strchr(command->takes, letter))
            return fail(ctx, E_USAGE, "duixian %s 没有选项“%s”；用法：duixian %s %s", command->name, argv[optind - 1],
                        command->name, command->usage);
        take_option(ret, letter, optarg);
    }
    ret->at = argv + optind;
    ret->count = argc - optind;
    if (ret->count < command->least || ret->count > command->most)
        return fail(ctx, E_USAGE, "用法：duixian %s %s", command->name, command->usage);
    return 0;
}

/* The one table from errors to exit statuses. */
static int exit_status(int code)
{
    static const struct {
        int code, status;
    } ends[] = {{E_USAGE, EXIT_USAGE}, {E_INPUT, EXIT_USAGE}, {E_RANGE, EXIT_USAGE},
                {E_STORE, EXIT_STORE}, {E_KEY, EXIT_STORE},   {E_RETRY, EXIT_STORE}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends[i].code == code)
            return ends[i].status;
    return code;
}

static const struct command *command_named(const char *name)
{
    for (int i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static int run(struct ctx *ctx, int argc, char **argv)
{
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)) {
        print_help(stdout);
        return 0;
    }
    const struct command *command = argc > 1 ? command_named(argv[1]) : NULL;
    if (!command) {
        print_help(stderr);
        return argc > 1 ? fail(ctx, E_USAGE, "没有命令“%s”", argv[1]) : fail(ctx, E_USAGE, "请给出命令");
    }
    struct args args = {0};
    int r = read_args(ctx, command, argc - 1, argv + 1, &args);
    return r < 0 ? r : command->run(ctx, &args);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    if (!isatty(STDOUT_FILENO)) /* many rows to a file or a program */
        setvbuf(stdout, NULL, _IOFBF, OUTPUT);
    struct ctx ctx = {.mem = arena_new()};
    int r = run(&ctx, argc, argv);
    if (r < 0)
        fprintf(stderr, "%s\n", ctx.err.text);
    db_close(&ctx);
    arena_free(ctx.mem);
    return exit_status(r);
}
