// Cells in ValueType's textual form as PostgreSQL takes them in COPY … (FORMAT binary): it spares
// the server most of the work that text would give it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/row_batch.h"

namespace tieout::db {

class TupleEncoder {
public:
    // One a column: the type's number in pg_type, of a domain that of what it is over. nullopt: of
    // one of them we know no binary form.
    static std::optional<TupleEncoder> of(const std::vector<std::uint32_t>& types);

    // What stands before the first tuple, and after the last.
    static std::string_view header();
    static std::string_view trailer();

    // Appends one tuple; allocates where `out` has to grow only. False, and nothing appended: a
    // cell is written otherwise than we know. The server may take it as text all the same.
    bool append(const RowBatch& batch, std::size_t row, std::string& out) const;

private:
    enum class How : std::uint8_t {
        text,
        jsonb,
        boolean,
        int16,
        int32,
        int64,
        single,
        real,
        numeric,
        date,
        moment,
        time,
        bits,
        uuid
    };
    static std::optional<How> how(std::uint32_t type);
    static char* encode(How how, std::string_view cell, char* to);

    std::vector<How> columns_;
};

}  // namespace tieout::db
