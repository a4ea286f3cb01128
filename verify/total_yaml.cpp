// "count", "sum total", "sum total by client, month(due_on)".
#include <algorithm>

#include "rules/yaml.h"
#include "verify/decode.h"
#include "verify/tie.h"

namespace tieout::verify {
namespace {

using rules::Yaml;

std::size_t field_named(const Yaml& node, std::string_view name, const Tie& tie) {
    if (const auto field = tie.field(name)) return *field;
    std::vector<std::string_view> known;
    for (const Field& field : tie.fields)
        known.push_back(field.name);
    node.fail_word(name, known);
}

Group group_of(const Yaml& node, std::string_view text, const Tie& tie) {
    Group group;
    const std::size_t open = text.find('(');
    if (open != std::string_view::npos && text.ends_with(')')) {
        const std::string_view part = text.substr(0, open);
        if (part == "month")
            group.part = Group::Part::month;
        else if (part == "year")
            group.part = Group::Part::year;
        else
            node.fail_word(part, {"month", "year"});
        text = text.substr(open + 1, text.size() - open - 2);
    }
    group.field = field_named(node, trim(text), tie);
    const As as = tie.fields[group.field].as;
    if (group.part != Group::Part::whole && as != As::date && as != As::instant)
        node.fail("`" + std::string(text) + "` is neither a date nor an instant");
    if (as == As::secret) node.fail("a secret cannot be a group");
    return group;
}

}  // namespace

Total read_total(const Yaml& node, const std::string& text, const Tie& tie) {
    Total total;
    total.name = text;
    const std::size_t by = std::min(text.find(" by "), text.size());
    const std::string_view figure = trim(std::string_view(text).substr(0, by));
    if (figure.starts_with("sum ")) {
        total.sum = field_named(node, trim(figure.substr(4)), tie);
        if (!is_number(tie.fields[*total.sum].as)) node.fail("only numbers can be summed");
    } else if (figure != "count") {
        node.fail_word(figure, {"count", "sum FIELD", "count by FIELD", "sum FIELD by FIELD"});
    }
    std::string_view rest = by == text.size() ? "" : std::string_view(text).substr(by + 4);
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        total.groups.push_back(group_of(node, trim(rest.substr(0, comma)), tie));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return total;
}

}  // namespace tieout::verify
