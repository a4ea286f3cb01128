#include <algorithm>

#include "migrate/plan_reader.h"

namespace tieout::migrate {

using rules::Yaml;

Defang PlanReader::defang(const std::string& column, const Yaml& yaml) const {
    Defang result;
    result.column = column;
    result.where = yaml.where();
    yaml.only({"mail_to", "value"});
    if (yaml.find("mail_to").has_value() == yaml.find("value").has_value())
        yaml.fail("expected `mail_to` or `value`, one of them");
    if (const auto domain = yaml.find("mail_to")) {
        result.mail_to = text(*domain);
        const bool bare = result.mail_to->find_first_of("@ ~=") == std::string::npos;
        if (result.mail_to->empty() || !bare)
            domain->fail("expected a domain, as rehearsal.invalid");
    } else {
        result.constant = constant(yaml.need("value"));
    }
    return result;
}

void PlanReader::read_defanging(const Yaml& yaml, TablePlan& table) const {
    if (const auto only = yaml.find("only")) {
        only->one_of({"defanged"});
        if (!table.fixed) only->fail("`only` goes with `rows`");
        table.only_defanged = true;
    }
    const auto columns = yaml.find("defang");
    if (!columns) return;
    std::vector<std::string_view> written;
    for (const TargetValue& value : table.columns)
        written.push_back(value.column);
    for (const auto& [column, rule] : columns->entries()) {
        if (std::find(written.begin(), written.end(), column) == written.end())
            columns->position_of(column).fail_word(column, written);
        table.defang.push_back(defang(column, rule));
    }
}

bool Plan::can_defang() const {
    return std::any_of(tables.begin(), tables.end(), [](const TablePlan& table) {
        return table.only_defanged || !table.defang.empty();
    });
}

void Plan::leave_real() {
    for (TablePlan& table : tables) {
        table.defang.clear();
        if (table.only_defanged) table.fixed->rows.clear();
    }
}

}  // namespace tieout::migrate
