#include "cutover/plan_remarks.h"

#include <fmt/format.h>

#include "cutover/window_clock.h"
#include "reports/wording.h"

namespace tieout::cutover {
namespace {

constexpr std::int64_t a_week = 7 * 86'400;
constexpr std::uint64_t hours_of_a_week = 168;

std::string contacts(std::uint64_t count) {
    return reports::counted(count, "contact", "contacts");
}

void add_of_the_window(const Plan& plan, std::vector<std::string>& remarks) {
    if (plan.windows.empty()) return;
    for (const std::string& but : plan.windows.front().reservations)
        remarks.push_back("Of this window: " + but + ".");
    if (plan.times->is_late)
        remarks.push_back(fmt::format("The announcement is late: it should go out {} days before.",
                                      plan.announce_days));
}

void add_of_the_history(const Plan& plan, std::vector<std::string>& remarks) {
    if (plan.heat.last > 0 && plan.heat.end < utc_seconds(plan.made_at) - a_week)
        remarks.push_back(fmt::format(
            "The last thing that happened in {} is of {}: it is a copy that has stood still. What "
            "is due in the coming weeks it does not know.",
            plan.source_label, utc_text(plan.heat.last)));
    if (plan.heat.is_known() && plan.heat.moments() < hours_of_a_week)
        remarks.push_back(fmt::format(
            "The history has {} with an hour, for the 168 hours of a week: an hour without one is "
            "hardly quieter than the next.",
            reports::counted(plan.heat.moments(), "event", "events")));
}

void add_of_the_rehearsals(const Plan& plan, std::vector<std::string>& remarks) {
    if (plan.downtime.cycles == 0 || plan.downtime.profile == plan.profile) return;
    remarks.push_back(fmt::format(
        "No cycle of the profile {} has ended; how long it takes is seen in cycles of {}.",
        plan.profile, plan.downtime.profile));
}

void add_of_the_people(const Audience& audience, std::vector<std::string>& remarks) {
    for (const auto& [word, people] : audience.without_texts)
        remarks.push_back(fmt::format("{} with the language `{}`, for which there are no texts.",
                                      contacts(people), word));
    if (!audience.unreachable.empty())
        remarks.push_back(fmt::format("{} whose address is none: notices/unreachable.csv.",
                                      contacts(audience.unreachable.size())));
    if (audience.shared > 0)
        remarks.push_back(
            fmt::format("{} the address of another: an address is told once.",
                        reports::counted(audience.shared, "contact has", "contacts have")));
}

}  // namespace

std::vector<std::string> remarks_of(const Plan& plan) {
    std::vector<std::string> remarks;
    add_of_the_window(plan, remarks);
    add_of_the_history(plan, remarks);
    add_of_the_rehearsals(plan, remarks);
    add_of_the_people(plan.audience, remarks);
    return remarks;
}

}  // namespace tieout::cutover
