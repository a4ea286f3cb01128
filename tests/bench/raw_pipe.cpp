// The floor of `tieout migrate` in `make bench`: the least that moves rows from MySQL into
// PostgreSQL by COPY BINARY. Knows nothing but the plain invoices and items of tests/bench/plain;
// shares no code with db/ or migrate/.
//
//   raw_pipe SOURCE_URL TARGET_URL TABLE    TABLE: invoices or items
//
// One thread, text protocol in, COPY BINARY out, the target emptied first, one transaction. Prints
// seconds, to the end of COPY and to that of the transaction, and rows.
#include <libpq-fe.h>
#include <mysql.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "raw_urls.h"

namespace {

// How a cell of the source becomes one of the target: i int4, t text, u unix time (0 is NULL) to
// timestamptz, d the same to date, b tinyint to boolean, n decimal(12,2) to numeric(12,2).
struct Plan {
    const char *select, *copy;
    std::string_view kinds;
};
const Plan invoices{
    "SELECT id, client_id, status, currency, amount, tax, paid, issued, due, paid_at, sent, note "
    "FROM invoices ORDER BY id",
    "COPY invoice (number, account, state, currency, total, tax, settled, issued_at, due_on, "
    "settled_at, mailed, remark) "
    "FROM STDIN (FORMAT binary)",
    "iittnnnudubt"};
const Plan items{"SELECT id, invoice_id, position, qty, price, amount, text FROM items ORDER BY id",
                 "COPY invoice_line (id, invoice, position, quantity, price, total, description) "
                 "FROM STDIN (FORMAT binary)",
                 "iiiinnt"};

template <class Number>
void put(Number number, std::string& out) {
    for (int shift = static_cast<int>(sizeof number) * 8 - 8; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(static_cast<std::uint64_t>(number) >> shift));
}

std::int64_t integer(std::string_view digits) {
    const bool negative = !digits.empty() && digits[0] == '-';
    std::int64_t value = 0;
    for (const char c : digits.substr(negative ? 1 : 0))
        if (c != '.') value = value * 10 + (c - '0');
    return negative ? -value : value;
}

// numeric on the wire: groups of four digits, base 10000.
void put_numeric(std::string_view text, std::string& out) {
    const std::int64_t cents = integer(text), size = cents < 0 ? -cents : cents;
    std::int64_t whole = size / 100;
    const auto fraction = static_cast<std::int16_t>(size % 100 * 100);
    std::int16_t groups[6];
    int count = 0;
    for (; whole > 0; whole /= 10000)
        groups[count++] = static_cast<std::int16_t>(whole % 10000);
    const int digits = count + (fraction != 0 ? 1 : 0);
    put(std::int32_t(8 + 2 * digits), out);
    put(std::int16_t(digits), out);
    put(std::int16_t(count - 1), out);
    put(std::int16_t(cents < 0 ? 0x4000 : 0), out);
    put(std::int16_t(2), out);
    while (count > 0)
        put(groups[--count], out);
    if (fraction != 0) put(fraction, out);
}

void put_cell(char kind, const char* data, std::size_t size, std::string& out) {
    const std::string_view text(data, size);
    constexpr std::int64_t epoch = 946'684'800;  // 2000-01-01, from which PostgreSQL counts
    if (data == nullptr || ((kind == 'u' || kind == 'd') && text == "0"))
        return put(std::int32_t(-1), out);
    switch (kind) {
        case 'i':
            put(std::int32_t(4), out);
            return put(static_cast<std::int32_t>(integer(text)), out);
        case 'u':
            put(std::int32_t(8), out);
            return put((integer(text) - epoch) * 1'000'000, out);
        case 'd':
            put(std::int32_t(4), out);
            return put(static_cast<std::int32_t>((integer(text) - epoch) / 86'400), out);
        case 'b':
            put(std::int32_t(1), out);
            out.push_back(text == "1" ? 1 : 0);
            return;
        case 'n':
            return put_numeric(text, out);
        default:
            put(static_cast<std::int32_t>(size), out);
            out.append(text);
    }
}

std::string_view state_of(std::string_view code) {
    return code == "0" ? "open" : code == "1" ? "paid" : "void";
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 4) raw::die("usage: raw_pipe SOURCE_URL TARGET_URL invoices|items");
    const bool of_invoices = std::string_view(arguments[3]) == "invoices";
    const Plan& plan = of_invoices ? invoices : items;
    MYSQL* const mysql = raw::open_mysql(arguments[1]);
    PGconn* const postgresql = raw::open_postgresql(arguments[2]);
    const auto run = [&](const char* sql, ExecStatusType wanted) {
        PGresult* const result = PQexec(postgresql, sql);
        if (PQresultStatus(result) != wanted) raw::die(PQerrorMessage(postgresql));
        PQclear(result);
    };
    const auto begin = std::chrono::steady_clock::now();
    run("BEGIN", PGRES_COMMAND_OK);
    run(of_invoices ? "TRUNCATE invoice" : "TRUNCATE invoice_line", PGRES_COMMAND_OK);
    run(plan.copy, PGRES_COPY_IN);
    if (mysql_query(mysql, plan.select) != 0) raw::die(mysql_error(mysql));
    MYSQL_RES* const rows = mysql_use_result(mysql);
    std::string out("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
    std::uint64_t moved = 0;
    while (const MYSQL_ROW row = mysql_fetch_row(rows)) {
        const unsigned long* const sizes = mysql_fetch_lengths(rows);
        put(static_cast<std::int16_t>(plan.kinds.size()), out);
        for (std::size_t i = 0; i < plan.kinds.size(); ++i) {
            if (of_invoices && i == 2) {
                const std::string_view word = state_of({row[i], sizes[i]});
                put_cell('t', word.data(), word.size(), out);
            } else {
                put_cell(plan.kinds[i], row[i], sizes[i], out);
            }
        }
        ++moved;
        if (out.size() < 65'536) continue;
        PQputCopyData(postgresql, out.data(), static_cast<int>(out.size()));
        out.clear();
    }
    if (mysql_errno(mysql) != 0) raw::die(mysql_error(mysql));
    put(std::int16_t(-1), out);
    PQputCopyData(postgresql, out.data(), static_cast<int>(out.size()));
    PQputCopyEnd(postgresql, nullptr);
    PGresult* const ended = PQgetResult(postgresql);
    if (PQresultStatus(ended) != PGRES_COMMAND_OK) raw::die(PQerrorMessage(postgresql));
    while (PQgetResult(postgresql)) {
    }
    const auto seconds = [begin] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    const double copied = seconds();
    run("COMMIT", PGRES_COMMAND_OK);
    std::printf("{\"copied_s\": %.3f, \"seconds\": %.3f, \"rows\": %llu}\n", copied, seconds(),
                static_cast<unsigned long long>(moved));
}
