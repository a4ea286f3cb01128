// One source row to many: the row producers that a pack may name. Bound to columns once, then asked
// for every row.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "db/row_batch.h"
#include "migrate/php_serialized.h"
#include "migrate/plan.h"
#include "migrate/source_query.h"
#include "migrate/value.h"

namespace tieout::migrate {

class PackedPricesProducer {
public:
    PackedPricesProducer(const PackedPrices& plan, SourceQuery& source);
    // Appends rows of cycle, price_part, setup_part, by cycle as a number. False: a value cannot be
    // made.
    bool produce(const Row& row, Evaluator& evaluator, db::RowBatch& out);

private:
    BoundValue price_, setup_;
    std::optional<BoundValue> used_;
    Slot slot_;
};

class PhpSerializedProducer {
public:
    PhpSerializedProducer(const PhpSerialized& plan, SourceQuery& source);
    bool produce(const Row& row, Evaluator& evaluator, db::RowBatch& out);
    const std::string& reason() const { return reason_; }

private:
    using Cells = std::vector<std::optional<std::string>>;

    void add_lines(const PhpValue& snapshot, std::vector<Cells>& rows) const;
    std::optional<Cells> line_of(const PhpValue& element, const SnapshotLine& line) const;
    bool add_balance(const Row& row, Evaluator& evaluator, std::vector<Cells>& rows);
    std::size_t index_of(const std::string& column) const;
    std::optional<std::string> text_of(const PhpValue* value) const;

    const PhpSerialized& plan_;
    std::vector<std::string> names_;
    std::vector<std::string> lists_;  // in the order in which `lines` first names them
    std::string charset_, reason_;
    ColumnRef bytes_;
    std::optional<BoundValue> to_;
    Slot slot_;
};

class RowProducer {
public:
    RowProducer(const Explode& plan, SourceQuery& source);

    bool is_none() const { return std::holds_alternative<std::monostate>(producer_); }
    const std::vector<std::string>& columns() const { return columns_; }
    // Clears `out` and fills it with the rows that this source row becomes, perhaps none. False:
    // reason() says why none can be made.
    bool produce(const Row& row, Evaluator& evaluator, db::RowBatch& out);
    const std::string& reason() const { return reason_; }

private:
    std::variant<std::monostate, PackedPricesProducer, PhpSerializedProducer> producer_;
    std::vector<std::string> columns_;
    std::string reason_;
};

}  // namespace tieout::migrate
