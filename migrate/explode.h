// One source row to many: the row producers that a pack may name. Bound to columns once, then asked
// for every row.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "db/row_batch.h"
#include "migrate/lines.h"
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

// The first reading that has lines, and what makes them sum.
class FirstOfProducer {
public:
    FirstOfProducer(const FirstOf& plan, SourceQuery& source);
    bool produce(const Row& row, Evaluator& evaluator, db::RowBatch& out);
    const std::string& reason() const { return reason_; }

private:
    struct Part {
        const FirstOf::Part* plan;
        std::variant<PhpLines, HtmlLines, JoinedLines> lines;
    };

    static Part part_of(const FirstOf::Part& plan, const LineColumns& columns, SourceQuery& source);
    bool read_whole(const Row& row, Evaluator& evaluator);
    const FirstOf::Part* read_lines(const Row& row);
    bool add_balance();
    void add_mark(const FirstOf::Part* part, bool balanced);
    void look_up(const Row& row);

    const FirstOf& plan_;
    std::unique_ptr<const LineColumns> columns_;  // the parts point to it
    std::vector<Part> parts_;
    std::optional<BoundValue> to_;
    ColumnRef looked_up_;
    Slot slot_;
    std::optional<Decimal> whole_;  // of the row under way; nullopt: nothing to be balanced with
    std::vector<Cells> lines_;
    std::string trouble_, reason_;
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
    std::variant<std::monostate, PackedPricesProducer, FirstOfProducer> producer_;
    std::vector<std::string> columns_;
    std::string reason_;
};

}  // namespace tieout::migrate
