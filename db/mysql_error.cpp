#include "db/mysql_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace tieout::db {
namespace {

struct Known {
    unsigned code;
    Fault fault;
    const char* advice;
};

constexpr auto wrong_login =
    "Check user and password: MYSQL_PWD, ~/.my.cnf ([client]) or a URL in an environment variable.";
constexpr auto unreachable = "Check host, port, and that the server runs and listens there.";
constexpr auto went_away =
    "The server ended the conversation: look into its error log, then run again.";
constexpr auto ask_grant = "Ask for the grant, or use another role.";
constexpr auto not_there = "Compare the name with the catalogue: `tieout check`.";
constexpr auto run_again = "Another transaction was in the way: run again.";

constexpr std::array known{
    Known{1021, Fault::disk, "Make room on the server's disk."},
    Known{1040, Fault::connection,
          "The server has no free connection: raise max_connections or wait."},
    Known{1044, Fault::rights, ask_grant},
    Known{1045, Fault::connection, wrong_login},
    Known{1049, Fault::schema, "Create the database, or correct its name in the URL."},
    Known{1051, Fault::schema, not_there},
    Known{1053, Fault::connection, went_away},
    Known{1054, Fault::schema, not_there},
    Known{1064, Fault::schema, "The statement is not this server's SQL."},
    Known{1109, Fault::schema, not_there},
    Known{1114, Fault::disk, "Make room on the server's disk or in its tablespace."},
    Known{1129, Fault::connection, "Run `mysqladmin flush-hosts` on the server."},
    Known{1130, Fault::connection, "The server does not accept this host: add a grant for it."},
    Known{1142, Fault::rights, ask_grant},
    Known{1143, Fault::rights, ask_grant},
    Known{1146, Fault::schema, not_there},
    Known{1205, Fault::connection, run_again},
    Known{1213, Fault::connection, run_again},
    Known{1227, Fault::rights, ask_grant},
    Known{1290, Fault::rights, "The server itself only reads (read_only): name its primary."},
    Known{1305, Fault::schema, not_there},
    Known{1317, Fault::interrupted, ""},
    Known{1370, Fault::rights, ask_grant},
    Known{1698, Fault::connection, wrong_login},
    Known{1792, Fault::usage, "This session only reads."},
    Known{1927, Fault::connection, went_away},
    Known{1969, Fault::interrupted, "The server's time limit for statements ended it."},
    Known{2002, Fault::connection, unreachable},
    Known{2003, Fault::connection, unreachable},
    Known{2005, Fault::connection, "The host name is not known."},
    Known{2006, Fault::connection, went_away},
    Known{2012, Fault::connection, went_away},
    Known{2013, Fault::connection, went_away},
    Known{2014, Fault::internal, "A stream of this session was still being read."},
    Known{2026, Fault::connection,
          "TLS failed: check ssl-mode, ssl-ca and the server's certificate."},
    Known{3024, Fault::interrupted, "The server's time limit for statements ended it."},
};

const Known* find_known(unsigned code) {
    const auto found =
        std::find_if(known.begin(), known.end(), [code](const Known& k) { return k.code == code; });
    return found == known.end() ? nullptr : &*found;
}

// The text between `opening` and `closing`; "" where they do not stand there.
std::string between(std::string_view text, std::string_view opening, std::string_view closing) {
    const auto start = text.find(opening);
    if (start == std::string_view::npos) return {};
    const auto from = start + opening.size();
    const auto end = text.find(closing, from);
    if (end == std::string_view::npos) return {};
    return std::string(text.substr(from, end - from));
}

std::string duplicate_key(std::string_view words) {
    // The value stands before it and may hold anything: the key is the last quoted word. MySQL 8
    // prints 'table.key'.
    const auto at = words.rfind("for key '");
    if (at == std::string_view::npos) return {};
    std::string key = between(words.substr(at), "for key '", "'");
    const auto dot = key.find('.');
    return dot == std::string::npos ? key : key.substr(dot + 1);
}

// In backticks, or as ANSI_QUOTES has it.
std::string quoted_constraint(std::string_view words) {
    const std::string name = between(words, "CONSTRAINT `", "`");
    return name.empty() ? between(words, "CONSTRAINT \"", "\"") : name;
}

std::string null_column(std::string_view words, std::string_view table) {
    const std::string column = between(words, "'", "'");
    return column.empty() ? column : fmt::format("{}.{}", table, column);
}

}  // namespace

Fault mysql_fault(const MysqlFailure& failure) {
    if (const Known* k = find_known(failure.code)) return k->fault;
    if (failure.code >= 2000 && failure.code < 3000) return Fault::connection;
    if (failure.sqlstate.starts_with("08")) return Fault::connection;
    if (failure.sqlstate == "42000" || failure.sqlstate.starts_with("42S")) return Fault::schema;
    return Fault::data;
}

bool is_row_refusal(const MysqlFailure& failure) {
    constexpr std::array<unsigned, 9> values{1265, 1292, 1300, 1364, 1366, 1526, 3140, 3819, 4025};
    if (std::find(values.begin(), values.end(), failure.code) != values.end()) return true;
    return failure.sqlstate.starts_with("22") || failure.sqlstate.starts_with("23") ||
           failure.sqlstate.starts_with("45");
}

std::string refused_constraint(const MysqlFailure& failure, std::string_view table) {
    switch (failure.code) {
        case 1022:
        case 1062:
        case 1586:
            return duplicate_key(failure.words);
        case 1048:
        case 1364:
            return null_column(failure.words, table);
        case 1216:
        case 1217:
        case 1451:
        case 1452:
        case 4025:
            return quoted_constraint(failure.words);
        case 3819:
            return between(failure.words, "'", "'");
        default:
            return {};
    }
}

Error mysql_error(const MysqlFailure& failure, std::string_view where) {
    const Known* k = find_known(failure.code);
    std::string sentence = fmt::format("{}: {} (error {})", where, failure.words, failure.code);
    if (k && *k->advice) sentence += fmt::format(". {}", k->advice);
    return Error(mysql_fault(failure), sentence);
}

}  // namespace tieout::db
