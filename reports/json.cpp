#include "reports/json.h"

namespace tieout::reports {

std::string json(const rules::CycleRecord& record, Personal personal) {
    return rules::to_json(personal == Personal::masked ? masked(record) : record);
}

}  // namespace tieout::reports
