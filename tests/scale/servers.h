// Two sides that are more than one machine: a head that clients speak to, and two data servers
// behind it that hold the rows. All six are real servers, the test's own.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "db/url.h"
#include "tests/support/own_server.h"
#include "tests/support/wire.h"

namespace tieout::tests {

// One side. The head reaches its data servers by lines on which the bytes are counted.
class Spread {
public:
    static Spread mariadb_spider();
    static Spread postgresql_partitioned();

    db::Url head() const { return head_.url(database_); }
    // `number`: 1 or 2.
    db::Url data(int number) const { return data_server(number).url(database_); }
    void tell_head(const std::string& sql) const { head_.tell(sql, database_); }
    void tell_data(int number, const std::string& sql) const {
        data_server(number).tell(sql, database_);
    }
    // Bytes between the head and its data servers so far.
    std::uint64_t bytes_behind() const { return wires_[0]->bytes() + wires_[1]->bytes(); }

private:
    Spread(std::string database, OwnServer one, OwnServer two, OwnServer head);
    const OwnServer& data_server(int number) const {
        return data_.at(static_cast<std::size_t>(number - 1));
    }
    void set_up(const std::string& of_data, const std::string& of_head);

    std::string database_;
    std::array<OwnServer, 2> data_;
    std::array<std::unique_ptr<Wire>, 2> wires_;
    OwnServer head_;
};

// Both sides, started once a process.
struct Servers {
    Spread source = Spread::mariadb_spider();
    Spread target = Spread::postgresql_partitioned();

    // The shop anew: on each data server of the source `invoices` invoices with two lines each,
    // numbers from 1 on the first and from 500001 on the second; 50 clients on the head. The target
    // is empty.
    void fill_source(int invoices) const;
    // Rows of the target as the pack wants them, made by its data servers from the same formulas.
    void fill_target(int invoices) const;
};
const Servers& servers();

// The first cell of what the server says.
std::string only(const db::Url& url, const std::string& sql);

}  // namespace tieout::tests
