// Column types × hard values on one engine: what a literal reads as, and what it reads as after our
// writer wrote it.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/column.h"
#include "db/row_batch.h"
#include "tests/support/scratch.h"

namespace tieout::tests {

enum class Way {
    there_and_back,  // read, written into a second table by our writer, read again: the same twice
    read_only        // not writable (generated), or no value that a writer has to take
};

struct HardValue {
    std::string declared;
    std::string
        literal;  // SQL, written by the server's own client; "": the column fills itself (k is 1)
    db::ValueType type = db::ValueType::other;
    std::optional<std::string> expected;  // nullopt: NULL
    Way way = Way::there_and_back;
};
std::ostream& operator<<(std::ostream& out, const HardValue& value);

// Each value in a table of its own, whose name has a blank and a capital and whose column is a
// reserved word with capitals. Made, read, written and read again once for all values, because a
// client and a commit for each would take minutes.
class Matrix {
public:
    // `client_settings` and `writer_settings` are SQL run before anything else, by the client and
    // by our writer.
    Matrix(db::Engine engine, const std::vector<HardValue>& values,
           std::string_view client_settings, std::string_view writer_settings);

    // What went wrong with the value of this number; "" where all is as expected.
    std::string complaint(std::size_t number) const { return complaints_.at(number); }

private:
    void create(const std::vector<HardValue>& values, std::string_view settings) const;
    std::vector<db::RowBatch> read(const std::vector<HardValue>& values);
    void write(const std::vector<db::RowBatch>& rows, std::string_view settings);
    void look(const std::vector<HardValue>& values);

    Scratch scratch_;
    std::vector<std::string> complaints_;
};

}  // namespace tieout::tests
