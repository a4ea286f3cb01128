#include "reports/integrations_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::IntegrationResult;
using rules::IntegrationsCheck;
using rules::IntegrationState;

std::uint64_t in_state(const IntegrationsCheck& check, IntegrationState state) {
    return static_cast<std::uint64_t>(
        std::count_if(check.results.begin(), check.results.end(),
                      [state](const auto& result) { return result.state == state; }));
}

std::string painted(const IntegrationResult& result, const Paint& paint) {
    const std::string word = fmt::format("{:<9}", rules::name(result.state));
    if (result.state == IntegrationState::works) return paint.good(word);
    if (result.state == IntegrationState::no_probe) return paint.soft(word);
    return result.state == IntegrationState::fails ? paint.bad(word) : paint.warn(word);
}

}  // namespace

bool has_integrations(const rules::CycleRecord& record) {
    return record.integrations || record.command == "cycle";
}

std::string integrations_headline(const rules::CycleRecord& record) {
    if (!record.integrations)
        return "Never checked: `tieout check --integrations` asks what production is tied to.";
    return "Checked at " + record.integrations->checked_at + ": " +
           integration_counts(*record.integrations) + ".";
}

std::string integration_counts(const IntegrationsCheck& check) {
    std::string words = counted(in_state(check, IntegrationState::works), "works", "work");
    words += ", " + counted(in_state(check, IntegrationState::fails), "fails", "fail");
    words +=
        ", " + counted(in_state(check, IntegrationState::no_probe), "has", "have") + " no probe";
    const auto not_asked = in_state(check, IntegrationState::not_asked);
    if (not_asked > 0) words += ", " + counted(not_asked, "was", "were") + " not asked";
    return words;
}

std::string integration_words(const IntegrationResult& result) {
    const bool answered =
        result.state == IntegrationState::works || result.state == IntegrationState::fails;
    if (!answered) return result.sentence;
    return fmt::format("{} ({} ms)", result.sentence, grouped(result.milliseconds));
}

const char* integration_style(const IntegrationResult& result) {
    if (result.is_covered()) return "good";
    return result.state == IntegrationState::fails ? "bad" : "warn";
}

std::string integrations_text(const IntegrationsCheck& check, Colour colour) {
    const Paint paint(colour);
    std::size_t width = 0;
    for (const IntegrationResult& result : check.results)
        width = std::max(width, result.name.size());
    std::string text;
    for (const IntegrationResult& result : check.results) {
        text += fmt::format("{} {:<{}} {}", painted(result, paint), visible(result.name), width,
                            visible(integration_words(result)));
        // Whom to call is what one wants to know of these.
        if (!result.is_covered() && !result.owner.empty())
            text += "; owner: " + visible(result.owner);
        text += "\n";
    }
    return text + integration_counts(check) + "\n";
}

}  // namespace tieout::reports
