// The lines of an invoice from the first reading that has any, and what makes them sum.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "verify/line_reader.h"
#include "verify/row_producer.h"

namespace tieout::verify {

class FirstOfRows : public RowProducer {
public:
    FirstOfRows(const FirstOf& spec, const FindColumn& column, const FindExpression& expression,
                const FindCharset& charset);
    const std::vector<std::string>& columns() const override { return columns_.names(); }
    ProducerTrouble produce(const RowView& row, Reading& reading, db::RowBatch& rows) override;

private:
    const FirstOf& spec_;
    LineColumns columns_;
    std::vector<std::unique_ptr<LineReader>> readers_;  // one for each part of the pack
    std::optional<CompiledValue> balance_to_;
    std::size_t joined_ = 0;        // where `look_up` looks
    std::vector<LineCells> lines_;  // of one source row

    ProducerTrouble read_whole(const RowView& row, Reading& reading,
                               std::optional<Decimal>& whole) const;
    ProducerTrouble balance(const Decimal& whole);
    void mark(const FirstOf::Part* from, bool balanced);
    void look_up(const RowView& row);
};

}  // namespace tieout::verify
