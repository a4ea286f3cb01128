#include "cutover/plan_file.h"

#include <limits>

#include "base/error.h"
#include "rules/yaml.h"

namespace tieout::cutover {
namespace {

using rules::Yaml;

std::int64_t whole_at(const Yaml& node, std::int64_t least, std::int64_t most) {
    const std::int64_t number = node.integer();
    if (number < least || number > most)
        node.fail("found " + std::to_string(number) + ", expected " + std::to_string(least) +
                  " to " + std::to_string(most));
    return number;
}

std::string words_at(const Yaml& node) {
    if (node.text().empty()) node.fail("found nothing, expected a text");
    return node.text();
}

MomentsAs moments_at(const Yaml& node) {
    const auto as = node.find("moments");
    if (!as) return MomentsAs::unix_seconds;
    return as->one_of({"unix_seconds", "local_time"}) == 0 ? MomentsAs::unix_seconds
                                                           : MomentsAs::local_time;
}

Activity activity_at(const rules::Pack& pack, const std::string& name, const Yaml& node) {
    node.only({"title", "weight", "moments", "source"});
    Activity activity;
    activity.name = name;
    activity.title = words_at(node.need("title"));
    if (const auto weight = node.find("weight"))
        activity.weight = static_cast<std::uint64_t>(whole_at(*weight, 1, 1000));
    activity.as = moments_at(node);
    activity.sql = pack.sql_at(node.need("source"));
    return activity;
}

KeptClear kept_clear_at(const rules::Pack& pack, const std::string& name, const Yaml& node) {
    node.only({"title", "by", "heap", "moments", "source"});
    KeptClear kept;
    kept.name = name;
    kept.title = words_at(node.need("title"));
    kept.by = node.need("by").one_of({"days", "days_of_month"}) == 0 ? KeptClear::By::days
                                                                     : KeptClear::By::days_of_month;
    if (const auto heap = node.find("heap"))
        kept.heap = static_cast<std::uint64_t>(whole_at(*heap, 1, 1000));
    kept.as = moments_at(node);
    kept.sql = pack.sql_at(node.need("source"));
    return kept;
}

SqlBlocker blocker_at(const rules::Pack& pack, const std::string& name, const Yaml& node) {
    node.only({"sentence", "way_out", "needs", "source", "target"});
    const auto source = node.find("source"), target = node.find("target");
    if (source.has_value() == target.has_value())
        node.fail("expected SQL as one of `source` and `target`");
    SqlBlocker blocker;
    blocker.name = name;
    blocker.side = source ? rules::Origin::source : rules::Origin::target;
    blocker.sentence = words_at(node.need("sentence"));
    blocker.way_out = words_at(node.need("way_out"));
    if (const auto needs = node.find("needs")) {
        blocker.needs = needs->text();
        std::vector<std::string_view> known;
        for (const auto& [parameter, value] : pack.parameters)
            known.push_back(parameter);
        needs->one_of(known);
    }
    blocker.sql = pack.sql_at(source ? *source : *target);
    return blocker;
}

// The folder of its texts: no way out of the folder of notices.
std::string language_at(const Yaml& node) {
    const std::string language = words_at(node);
    const bool plain = language.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyz0123456789_-"
                           "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
    if (!plain) node.fail("found `" + language + "`, expected letters, digits, _ and -");
    return language;
}

NoticePlan notices_at(const rules::Pack& pack, const Yaml& node) {
    node.only({"audience", "languages", "otherwise", "announce_days", "remind_days", "hour"});
    NoticePlan notices;
    notices.audience = pack.sql_at(node.need("audience"));
    if (const auto languages = node.find("languages"))
        for (const auto& [word, folder] : languages->entries())
            notices.languages[word] = language_at(folder);
    if (const auto otherwise = node.find("otherwise")) notices.otherwise = language_at(*otherwise);
    const auto days = [&node](const char* key, int& into) {
        if (const auto value = node.find(key)) into = static_cast<int>(whole_at(*value, 0, 90));
    };
    days("announce_days", notices.announce_days);
    days("remind_days", notices.remind_days);
    if (notices.remind_days > notices.announce_days)
        node.position_of("remind_days").fail("the reminder goes out before the announcement");
    if (const auto hour = node.find("hour"))
        notices.hour = static_cast<int>(whole_at(*hour, 0, 23));
    return notices;
}

template <class Entry>
void read_all(const rules::Pack& pack, const Yaml& file, std::string_view key,
              std::vector<Entry>& into,
              Entry (*read)(const rules::Pack&, const std::string&, const Yaml&)) {
    const auto entries = file.find(key);
    if (!entries) return;
    for (const auto& [name, node] : entries->entries())
        into.push_back(read(pack, name, node));
}

}  // namespace

std::string sql_for(const rules::Pack& pack, const SqlByEngine& sql, db::Engine engine,
                    const std::string& what) {
    auto found = sql.find(std::string(db::name(engine)));
    if (found == sql.end()) found = sql.find("any");
    if (found == sql.end())
        throw Error(Fault::usage,
                    "cutover.yaml has no SQL of " + std::string(db::name(engine)) + " for " + what);
    return pack.expand(found->second);
}

PlanFile PlanFile::load(const rules::Pack& pack) {
    PlanFile plan;
    const std::filesystem::path file = pack.folder / "cutover.yaml";
    std::error_code not_there;
    if (!std::filesystem::exists(file, not_there)) return plan;
    const Yaml yaml = Yaml::load(file);
    yaml.only({"activity", "keep_clear", "blockers", "notices"});
    read_all(pack, yaml, "activity", plan.activity, activity_at);
    read_all(pack, yaml, "keep_clear", plan.keep_clear, kept_clear_at);
    read_all(pack, yaml, "blockers", plan.blockers, blocker_at);
    if (const auto notices = yaml.find("notices")) plan.notices = notices_at(pack, *notices);
    return plan;
}

}  // namespace tieout::cutover
