#include "rules/sign_off.h"

#include <limits>

#include "base/calendar.h"
#include "rules/yaml.h"

namespace tieout::rules {
namespace {

std::string needed_at(const Yaml& node, std::string_view key) {
    const Yaml value = node.need(key);
    if (value.text().empty()) value.fail("found nothing, expected a text");
    return value.text();
}

int number_at(const Yaml& node) {
    const std::int64_t number = node.integer();
    if (number < 1 || number > std::numeric_limits<int>::max())
        node.fail("found " + node.text() + ", expected the number of a cycle");
    return static_cast<int>(number);
}

SignOff sign_off_at(const Yaml& node) {
    node.only({"role", "who", "cycle", "digest", "on", "note"});
    SignOff sign_off;
    sign_off.where = node.where();
    sign_off.role = needed_at(node, "role");
    sign_off.who = needed_at(node, "who");
    sign_off.cycle = number_at(node.need("cycle"));
    sign_off.digest = needed_at(node, "digest");
    const Yaml day = node.need("on");
    if (!Date::parse(day.text()))
        day.fail("found `" + day.text() + "`, expected a day that exists, as 2026-12-31");
    sign_off.on = day.text();
    if (const auto note = node.find("note")) sign_off.note = note->text();
    return sign_off;
}

}  // namespace

std::vector<SignOff> load_sign_offs(const std::filesystem::path& file) {
    std::vector<SignOff> sign_offs;
    if (!std::filesystem::exists(file)) return sign_offs;
    const Yaml root = Yaml::load(file);
    root.only({"sign_offs"});
    const Yaml list = root.need("sign_offs");
    if (list.kind() == Yaml::Kind::null) return sign_offs;
    for (const Yaml& item : list.items())
        sign_offs.push_back(sign_off_at(item));
    return sign_offs;
}

}  // namespace tieout::rules
