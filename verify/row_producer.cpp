#include "verify/row_producer.h"

#include "verify/packed_prices.h"
#include "verify/php_serialized.h"

namespace tieout::verify {

std::unique_ptr<RowProducer> make_producer(const Explode& explode, const FindColumn& column,
                                           const FindExpression& expression,
                                           const std::string& charset) {
    if (const auto* packed = std::get_if<PackedPrices>(&explode))
        return std::make_unique<PackedPriceRows>(*packed, column);
    if (const auto* serialized = std::get_if<PhpSerialized>(&explode))
        return std::make_unique<PhpSerializedRows>(*serialized, column, expression, charset);
    return nullptr;
}

}  // namespace tieout::verify
