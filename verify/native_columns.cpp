#include "verify/native_columns.h"

#include <set>

namespace tieout::verify {
namespace {

bool reads_no_text(const Value& value, As as) {
    if (value.form != Value::Form::column) return false;
    if (value.steps.empty()) return is_number(as) || as == As::date || as == As::instant;
    const StepName step = value.steps.front().name;
    return value.steps.size() == 1 &&
           (step == StepName::unix_seconds || step == StepName::unix_date);
}

struct Uses {
    std::set<std::string> native, text;

    void add(const Value& value, As as) {
        if (reads_no_text(value, as)) {
            native.insert(value.text);
            return;
        }
        for_each_part(value, [this](const Value& part) {
            if (part.form == Value::Form::column || part.form == Value::Form::choose)
                text.insert(part.text);
            for (const Step& step : part.steps)
                if (!step.column.empty()) text.insert(step.column);
        });
    }
};

}  // namespace

std::vector<std::string> columns_that_may_be_native(const Tie& tie, SideName side_name) {
    const bool source = side_name == SideName::source;
    const Side& side = source ? tie.source : tie.target;
    if (!std::holds_alternative<std::monostate>(side.explode)) return {};
    Uses uses;
    for (std::size_t i = 0; i < side.key.size(); ++i)
        uses.add(side.key[i], tie.key_as[i]);
    for (const Field& field : tie.fields)
        uses.add(source ? field.source : field.target, field.as);
    std::vector<std::string> columns;
    for (const std::string& column : uses.native)
        if (uses.text.count(column) == 0) columns.push_back(column);
    return columns;
}

}  // namespace tieout::verify
