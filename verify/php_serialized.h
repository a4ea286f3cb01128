// The lines of an invoice, from the PHP-serialised copy that the source keeps of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verify/php_value.h"
#include "verify/row_producer.h"

namespace tieout::verify {

class PhpSerializedRows : public RowProducer {
public:
    PhpSerializedRows(const PhpSerialized& spec, const FindColumn& column,
                      const FindExpression& expression, std::string charset);
    const std::vector<std::string>& columns() const override { return columns_; }
    ProducerTrouble produce(const RowView& row, Reading& reading, db::RowBatch& rows) override;

private:
    using Cells = std::vector<std::optional<std::string>>;
    const PhpSerialized& spec_;
    std::string charset_;
    std::vector<std::string> columns_;
    std::size_t column_;
    std::optional<CompiledValue> balance_to_;
    std::vector<Cells> made_;  // the rows of one source row

    std::size_t index_of(const std::string& column) const;
    void add_column(const std::string& column);
    ProducerTrouble read_lines(std::string_view bytes);
    std::string read_list(const PhpValue& snapshot, const std::string& list);
    std::string add_line(const PhpSerialized::Line& line, const PhpValue& element);
    ProducerTrouble balance(const RowView& row, Reading& reading);
};

}  // namespace tieout::verify
