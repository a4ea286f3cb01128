#include "sample/book.h"

namespace tieout::sample {

std::vector<RegisterRow*> Book::ledger_of(std::int64_t invoice) {
    std::vector<RegisterRow*> found;
    for (RegisterRow& row : ledger)
        if (row.invoice == invoice) found.push_back(&row);
    return found;
}

}  // namespace tieout::sample
