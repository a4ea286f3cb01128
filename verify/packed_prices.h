// The prices of a product by billing cycle, from the packed texts of modernbill.md 2.5.
#pragma once

#include "verify/row_producer.h"

namespace tieout::verify {

class PackedPriceRows : public RowProducer {
public:
    PackedPriceRows(const PackedPrices& spec, const FindColumn& column);
    const std::vector<std::string>& columns() const override { return columns_; }
    ProducerTrouble produce(const RowView& row, Reading& reading, db::RowBatch& rows) override;

private:
    std::vector<std::string> columns_{"cycle", "price_part", "setup_part"};
    std::size_t price_;
    std::optional<std::size_t> setup_, used_;
    std::vector<Code> cycles_;  // reused

    void add_cycle(std::string_view code);
};

}  // namespace tieout::verify
