// The floor that `make bench` measures against: what the two servers send, read by the least that
// the libraries allow. Shares no code with db/: a slow reader of ours must not slow its own
// yardstick.
//
//   raw_streams SOURCE_URL TARGET_URL < statements
//
// Two lines of standard input are a pair: the source's statement and the target's (\n stands for a
// line's end, \\ for a backslash; an empty line is no stream). Both are read at once, each by a
// thread of its own, every cell touched at its length and first byte. Prints one line of JSON:
// seconds, rows and bytes a side, our CPU seconds, peak RSS in KiB.
#include <libpq-fe.h>
#include <mysql.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <memory>
#include <string>
#include <thread>

#include "raw_urls.h"

namespace {

struct Read {
    std::uint64_t rows = 0, bytes = 0, touched = 0;
};

void read_mysql(MYSQL* mysql, const std::string& sql, Read& read) {
    if (sql.empty()) return;
    if (mysql_real_query(mysql, sql.data(), sql.size()) != 0) raw::die(mysql_error(mysql));
    MYSQL_RES* const result = mysql_use_result(mysql);
    if (!result) raw::die(mysql_error(mysql));
    const unsigned columns = mysql_num_fields(result);
    while (const MYSQL_ROW row = mysql_fetch_row(result)) {
        const unsigned long* const sizes = mysql_fetch_lengths(result);
        ++read.rows;
        for (unsigned i = 0; i < columns; ++i) {
            read.bytes += sizes[i];
            if (row[i] && sizes[i] > 0) read.touched += static_cast<unsigned char>(row[i][0]);
        }
    }
    if (mysql_errno(mysql) != 0) raw::die(mysql_error(mysql));
    mysql_free_result(result);
}

std::uint32_t word(const char* at) {
    std::uint32_t big = 0;
    std::memcpy(&big, at, sizeof big);
    return __builtin_bswap32(big);
}

void touch_tuple(const char* at, const char* end, Read& read) {
    const unsigned cells =
        static_cast<unsigned char>(at[0]) << 8 | static_cast<unsigned char>(at[1]);
    if (cells == 0xFFFF) return;
    ++read.rows;
    at += 2;
    for (unsigned i = 0; i < cells && at < end; ++i) {
        const std::uint32_t size = word(at);
        at += 4;
        if (size == 0xFFFFFFFF) continue;
        read.bytes += size;
        if (size > 0) read.touched += static_cast<unsigned char>(*at);
        at += size;
    }
}

void read_postgresql(PGconn* connection, const std::string& sql, Read& read) {
    if (sql.empty()) return;
    const std::string copy = "COPY (" + sql + "\n) TO STDOUT (FORMAT binary)";
    PGresult* const started = PQexec(connection, copy.c_str());
    if (PQresultStatus(started) != PGRES_COPY_OUT) raw::die(PQerrorMessage(connection));
    PQclear(started);
    char* piece = nullptr;
    bool first = true;
    int size = 0;
    while ((size = PQgetCopyData(connection, &piece, 0)) > 0) {
        const char* at = piece;
        if (first) at += 11 + 4 + 4 + word(piece + 15);  // signature, flags, header extension
        first = false;
        if (at + 2 <= piece + size) touch_tuple(at, piece + size, read);
        PQfreemem(piece);
    }
    while (PGresult* const last = PQgetResult(connection)) {
        if (PQresultStatus(last) != PGRES_COMMAND_OK) raw::die(PQerrorMessage(connection));
        PQclear(last);
    }
}

std::string unescaped(const std::string& line) {  // \n in a statement stands for a line's end
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size()) {
            ++i;
            out += line[i] == 'n' ? '\n' : line[i];
        } else {
            out += line[i];
        }
    }
    return out;
}

struct Side {
    std::string url;
    MYSQL* mysql = nullptr;
    PGconn* postgresql = nullptr;
    Read read = {};

    void open() {
        if (url.rfind("mysql:", 0) == 0) mysql = raw::open_mysql(url);
        if (url.rfind("postgresql:", 0) == 0) {
            postgresql = raw::open_postgresql(url);
        }
    }
    void run(const std::string& sql) {
        mysql ? read_mysql(mysql, sql, read) : read_postgresql(postgresql, sql, read);
    }
};

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3)
        raw::die("usage: raw_streams SOURCE_URL TARGET_URL < statements, two lines a pair");
    Side source, target;
    source.url = arguments[1];
    target.url = arguments[2];
    source.open();
    target.open();
    std::string one, other;
    const auto begin = std::chrono::steady_clock::now();
    while (std::getline(std::cin, one) && std::getline(std::cin, other)) {
        std::thread beside([&] { target.run(unescaped(other)); });
        source.run(unescaped(one));
        beside.join();
    }
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    std::printf(
        "{\"seconds\": %.3f, \"cpu\": %.3f, \"rss_kib\": %ld, \"source_rows\": %llu, "
        "\"source_bytes\": %llu, "
        "\"target_rows\": %llu, \"target_bytes\": %llu, \"touched\": %llu}\n",
        seconds, seconds_of(used.ru_utime) + seconds_of(used.ru_stime), used.ru_maxrss,
        static_cast<unsigned long long>(source.read.rows),
        static_cast<unsigned long long>(source.read.bytes),
        static_cast<unsigned long long>(target.read.rows),
        static_cast<unsigned long long>(target.read.bytes),
        static_cast<unsigned long long>(source.read.touched + target.read.touched));
}
