// Rows as a client library hands them out, cells side by side in one packet or each somewhere else,
// become the same batch.
#include "db/mysql_cells.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <optional>

using namespace tieout::db;

namespace {

using Cells = std::array<std::optional<std::string>, 3>;

const std::array<Cells, 5> rows{{{std::nullopt, std::nullopt, std::nullopt},
                                 {"17", "M\xC3\xBCller", "9.50"},
                                 {"18", std::nullopt, std::nullopt},
                                 {std::nullopt, std::nullopt, std::nullopt},
                                 {"", "", "-0.01"}}};

std::array<MYSQL_FIELD, 3> fields() {
    std::array<MYSQL_FIELD, 3> all{};
    const std::array<enum_field_types, 3> types{MYSQL_TYPE_LONG, MYSQL_TYPE_VAR_STRING,
                                                MYSQL_TYPE_NEWDECIMAL};
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].type = types[i];
        all[i].charsetnr = 45;  // utf8mb4_general_ci
    }
    return all;
}

struct Read {
    std::string text;
    std::uint64_t values = 0, octets = 0, characters = 0;  // of the column of text
};

// As text: a line a row, "NULL" for NULL.
Read read(bool in_one_packet) {
    const auto of = fields();
    MysqlCells cells(of.data(), 3, {{45, {"utf8mb4", "utf8mb4_general_ci"}}}, {});
    RowBatch batch;
    batch.clear(3);
    for (const Cells& row : rows) {
        std::string packet;
        std::array<std::string, 3> apart;  // a buffer each
        std::array<std::size_t, 3> at{};
        for (std::size_t i = 0; i < row.size(); ++i) {
            packet += '\x01';  // a length's own byte
            at[i] = packet.size();
            packet += row[i].value_or("");
            apart[2 - i] = std::string(100, 'x') + row[i].value_or("");
        }
        std::array<char*, 3> pointers{};
        std::array<unsigned long, 3> sizes{};
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (!row[i]) continue;
            pointers[i] = in_one_packet ? packet.data() + at[i] : apart[2 - i].data() + 100;
            sizes[i] = row[i]->size();
        }
        cells.append_row(pointers.data(), sizes.data(), batch);
    }
    Read read;
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        for (std::size_t i = 0; i < 3; ++i)
            read.text += (batch.is_null(row, i) ? "NULL" : std::string(batch.at(row, i))) + ",";
        read.text += "\n";
    }
    const ColumnCount& count = cells.counts()[1];
    read.values = count.values, read.octets = count.octets, read.characters = count.characters;
    return read;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mysql_cells)

BOOST_AUTO_TEST_CASE(rows_are_the_same_wherever_the_library_keeps_their_cells) {
    for (const bool in_one_packet : {true, false}) {
        const Read is = read(in_one_packet);
        BOOST_TEST(is.text ==
                   "NULL,NULL,NULL,\n"
                   "17,M\xC3\xBCller,9.50,\n"
                   "18,NULL,NULL,\n"
                   "NULL,NULL,NULL,\n"
                   ",,-0.01,\n");
        BOOST_TEST(is.values == 2U);
        BOOST_TEST(is.octets == 7U);
        BOOST_TEST(is.characters == 6U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
