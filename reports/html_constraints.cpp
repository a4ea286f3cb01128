#include <fmt/format.h>

#include "reports/html_data.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::ConstraintResult;

struct State {
    std::string words;
    const char* style;
};

State state_of(const ConstraintResult& c) {
    if (!c.enforced) return {"not enforced: " + c.not_enforced, "bad"};
    if (c.offenders > 0) return {counted(c.offenders, "row breaks it", "rows break it"), "bad"};
    if (!c.asked) return {c.why_not.empty() ? "not asked" : "not asked: " + c.why_not, "warn"};
    return {"asked; all rows keep it", "good"};
}

Data constraint(const ConstraintResult& c, const Page& page) {
    const State state = state_of(c);
    Data data;
    data.set("constraint_table", line(c.table));
    data.set("constraint_name", line(c.name));
    data.set("constraint_kind", line(c.kind));
    data.set("constraint_offenders", line(c.asked ? grouped(c.offenders) : "–"));
    set_text(data, "definition", c.definition);
    data.set("constraint_definition", line(c.definition));
    data.set("constraint_state", line(state.words));
    data.set("constraint_class", Data(state.style));
    set_text(data, "constraint_link", page.shows(c.finding_id) ? c.finding_id : "");
    return data;
}

template <class Wanted>
void add_constraints_list(Data& lists, const Page& page, const char* title, bool open,
                          Wanted wanted) {
    Data list(Data::type::list);
    for (const ConstraintResult& c : page.record.constraints) {
        if (wanted(c)) list << constraint(c, page);
    }
    if (list.is_empty_list()) return;
    Data data;
    data.set("constraint_list_title", Data(title));
    data.set("constraint_list_count", Data(grouped(list.list_value().size())));
    data.set("constraints_open", Data(open));
    data["constraint_lines"] = std::move(list);
    lists << data;
}

bool is_wrong(const ConstraintResult& c) {
    return !c.enforced || c.offenders > 0;
}

}  // namespace

void add_constraints(Data& data, const Page& page) {
    const auto& all = page.record.constraints;
    data.set("has_constraints", Data(!all.empty()));
    std::uint64_t asked = 0;
    for (const ConstraintResult& c : all)
        asked += c.asked ? 1 : 0;
    data.set("constraints_words",
             line(fmt::format("{} of {} were asked of the data of {}, with the engine's own rules, "
                              "before anything moved.",
                              grouped(asked), counted(all.size(), "constraint", "constraints"),
                              label(page.record, rules::Origin::source))));
    Data lists(Data::type::list);
    add_constraints_list(lists, page, "Broken or not enforced", true, is_wrong);
    add_constraints_list(lists, page, "Not asked", false,
                         [](const ConstraintResult& c) { return !is_wrong(c) && !c.asked; });
    add_constraints_list(lists, page, "Asked, and kept by all rows", false,
                         [](const ConstraintResult& c) { return !is_wrong(c) && c.asked; });
    data["constraint_lists"] = std::move(lists);
}

}  // namespace tieout::reports
