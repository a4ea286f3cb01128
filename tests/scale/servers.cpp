#include "tests/scale/servers.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <utility>

#include "db/session.h"

namespace tieout::tests {
namespace {

constexpr int first_of_data_2 = 500'000;  // as the heads' partitions are cut

std::string text_of(const std::string& file) {
    std::ifstream in(std::string(TIEOUT_SOURCE_DIR "/tests/scale/") + file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string with_ports(std::string sql, int one, int two) {
    for (const auto& [word, port] : {std::pair("PORT1", one), std::pair("PORT2", two)})
        for (std::size_t at = 0; (at = sql.find(word, at)) != std::string::npos;)
            sql.replace(at, 5, std::to_string(port));
    return sql;
}

std::string source_rows(int before, int invoices) {
    return fmt::format(
        "insert into invoices select {0} + seq, 1 + seq % 50, seq % 3, 2 * (seq % 977) / 100,"
        " 1072915200 + seq * 3600, if(seq % 9 = 0, null, date_add('2004-01-01', interval seq % 400"
        " day)), if(seq % 7 = 0, null, concat('Hosting f\xC3\xBCr domain number ', seq,"
        " ', billed in advance, ended by a letter that arrives a month before')) from seq_1_to_{1};"
        "insert into items select 2 * {0} + seq, {0} + (seq + 1) div 2, ((seq + 1) div 2 % 977) /"
        " 100, concat('Item ', seq) from seq_1_to_{2}",
        before, invoices, 2 * invoices);
}

std::string target_rows(int before, int invoices) {
    return fmt::format(
        "insert into invoice select {0} + n, 1 + n % 50, (array['open', 'paid', 'void'])[1 + n % "
        "3],"
        " 2 * (n % 977) / 100.0, timestamptz '2004-01-01 00:00:00+00' + n * interval '1 hour',"
        " case when n % 9 <> 0 then date '2004-01-01' + n % 400 end,"
        " case when n % 7 <> 0 then 'Hosting f\xC3\xBCr domain number ' || n ||"
        " ', billed in advance, ended by a letter that arrives a month before' end"
        " from generate_series(1, {1}) n;"
        "insert into invoice_line select 2 * {0} + n, {0} + (n + 1) / 2, ((n + 1) / 2 % 977) / "
        "100.0,"
        " 'Item ' || n from generate_series(1, {2}) n",
        before, invoices, 2 * invoices);
}

}  // namespace

Spread::Spread(std::string database, OwnServer one, OwnServer two, OwnServer head)
    : database_(std::move(database)),
      data_{std::move(one), std::move(two)},
      wires_{std::make_unique<Wire>(data_[0].url()), std::make_unique<Wire>(data_[1].url())},
      head_(std::move(head)) {}

void Spread::set_up(const std::string& of_data, const std::string& of_head) {
    for (const int number : {1, 2}) {
        data_server(number).tell("create database " + database_);
        tell_data(number, of_data);
    }
    head_.tell("create database " + database_);
    tell_head(with_ports(of_head, wires_[0]->url().port, wires_[1]->url().port));
}

Spread Spread::mariadb_spider() {
    Spread spread("old", OwnServer::mariadb(), OwnServer::mariadb(),
                  OwnServer::mariadb({"--plugin-load-add=ha_spider"}));
    spread.set_up(text_of("shop/old/mysql.sql"), text_of("source_head.sql"));
    return spread;
}

Spread Spread::postgresql_partitioned() {
    Spread spread("new", OwnServer::postgresql(), OwnServer::postgresql(), OwnServer::postgresql());
    spread.set_up(text_of("shop/new/postgresql.sql"), text_of("target_head.sql"));
    return spread;
}

void Servers::fill_source(int invoices) const {
    const std::string clients =
        "truncate clients; insert into clients select seq, concat('Client ', seq) from seq_1_to_50";
    for (const int number : {1, 2}) {
        source.tell_data(number, clients + "; truncate invoices; truncate items");
        source.tell_data(number, source_rows(number == 1 ? 0 : first_of_data_2, invoices));
        target.tell_data(number, "truncate invoice, invoice_line, account");
    }
    source.tell_head(clients);
    target.tell_head("truncate account");
}

void Servers::fill_target(int invoices) const {
    const char* const accounts =
        "insert into account select n, 'Client ' || n from generate_series(1, 50) n";
    for (const int number : {1, 2}) {
        target.tell_data(number, accounts);
        target.tell_data(number, target_rows(number == 1 ? 0 : first_of_data_2, invoices));
    }
    target.tell_head(accounts);
}

const Servers& servers() {
    static const Servers all;
    return all;
}

std::string only(const db::Url& url, const std::string& sql) {
    return db::Session::open(url)->query(sql).rows.at(0).at(0).value_or("NULL");
}

}  // namespace tieout::tests
