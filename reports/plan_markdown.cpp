#include <fmt/format.h>

#include "reports/markdown_text.h"
#include "reports/plan_page.h"

namespace tieout::reports {
namespace {

std::string strong(const std::string& text) {
    return "**" + text + "**";
}

std::string list_in_markdown(const std::vector<std::string>& texts, const char* before) {
    std::string result;
    for (const std::string& text : texts)
        result += before + markdown_text(text) + "\n";
    return result;
}

std::string windows_in_markdown(const PlanPage& page) {
    std::string result = "## Windows\n\n";
    if (page.windows.empty()) return result + markdown_text(page.no_window) + "\n\n";
    int rank = 0;
    for (const PlanPage::Window& window : page.windows) {
        result += fmt::format("{}. **{}** to {} ({}): {} weighted events\n", ++rank,
                              markdown_text(window.begins), markdown_text(window.ends),
                              markdown_text(window.utc), markdown_text(window.events));
        result += list_in_markdown(window.reasons, "   - ");
        result += list_in_markdown(window.reservations, "   - **But:** ");
    }
    return result + "\n";
}

std::string heat_in_markdown(const PlanPage& page) {
    std::string result = "## When it is busy\n\n" + markdown_text(page.heat_lead) + "\n\n";
    if (!page.has_heat) return result;
    result +=
        "| Hour | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";
    for (std::size_t hour = 0; hour < page.heat.size(); ++hour) {
        result += fmt::format("| {:02}:00 |", hour);
        for (const PlanPage::HeatCell& cell : page.heat[hour])
            result += " " + (cell.in_window ? strong(cell.text) : cell.text) + " |";
        result += "\n";
    }
    result += "\n| What | Weight | With an hour | A day alone |\n| --- | ---: | ---: | ---: |\n";
    for (const PlanPage::Kind& kind : page.kinds)
        result += fmt::format("| {} | {} | {} | {} |\n", markdown_text(kind.title), kind.weight,
                              kind.moments, kind.without_hour);
    return result + "\n";
}

std::string kept_in_markdown(const PlanPage& page) {
    std::string result = "## Days that are kept clear\n\n";
    if (page.kept.empty()) return result + "None.\n\n";
    result += "| Day | Why |\n| --- | --- |\n";
    for (const auto& [day, why] : page.kept)
        result += fmt::format("| {} | {} |\n", day, markdown_text(why));
    return result + "\n";
}

std::string steps_in_markdown(const PlanPage& page) {
    std::string result = "## How long it takes\n\n" + markdown_text(page.downtime) + "\n\n";
    if (page.steps.empty()) return result;
    result += "| Step | Least | Median | Most |\n| --- | ---: | ---: | ---: |\n";
    for (const PlanPage::Step& step : page.steps)
        result += fmt::format("| {} | {} | {} | {} |\n", markdown_text(step.step), step.least,
                              step.median, step.most);
    return result + "\n";
}

std::string blockers_in_markdown(const PlanPage& page) {
    std::string result =
        "## What is in the way\n\n| | What | Seen | What to do |\n| --- | --- | --- | --- |\n";
    for (const PlanPage::Blocker& blocker : page.blockers) {
        const std::string state = blocker.state == "clear" ? blocker.state : strong(blocker.state);
        result += fmt::format("| {} | {} | {} | {} |\n", state, markdown_text(blocker.name),
                              markdown_text(blocker.sentence), markdown_text(blocker.way_out));
    }
    return result + "\n";
}

std::string notices_in_markdown(const PlanPage& page) {
    std::string result =
        "## Who is told, and when\n\ntieout sends nothing. `notices/recipients.csv` has name, "
        "address and language of each; the texts lie beside it, a folder a language.\n\n";
    if (!page.notices.empty()) {
        result += "| What | When | UTC |\n| --- | --- | --- |\n";
        for (const PlanPage::Notice& notice : page.notices)
            result += fmt::format("| {} | {} | {} |\n", markdown_text(notice.what),
                                  markdown_text(notice.when), markdown_text(notice.utc));
        result += "\n";
    }
    for (const auto& [language, people] : page.audience)
        result += fmt::format("- {}: {}\n", markdown_text(language), markdown_text(people));
    return result + "\n";
}

}  // namespace

std::string plan_markdown(const PlanPage& page) {
    std::string result = fmt::format("# {}\n\n{}\n\n**{}.** {}\n\n", markdown_text(page.headline),
                                     markdown_text(page.masthead), markdown_text(page.badge),
                                     markdown_text(page.meaning));
    if (!page.remarks.empty()) result += list_in_markdown(page.remarks, "- ") + "\n";
    result += blockers_in_markdown(page) + windows_in_markdown(page) + steps_in_markdown(page) +
              notices_in_markdown(page) + kept_in_markdown(page) + heat_in_markdown(page);
    if (!page.period.empty())
        result += "The sheet of the end of the period is `period_end.md`, beside this file.\n\n";
    return result + markdown_text(page.footer) + "\n";
}

std::string period_end_markdown(const PlanPage& page) {
    std::string result = fmt::format(
        "# End of the {}\n\n{}\n\n| What | {}, rehearsed | {}, rehearsed | Difference | {}, at "
        "night | {}, at night | Difference | Initials |\n"
        "| --- | ---: | ---: | ---: | --- | --- | --- | --- |\n",
        markdown_text(page.period), markdown_text(page.period_lead),
        markdown_text(page.source_label), markdown_text(page.target_label),
        markdown_text(page.source_label), markdown_text(page.target_label));
    for (const PlanPage::SheetLine& line : page.sheet)
        result += fmt::format("| {} | {} | {} | {} | | | | |\n", markdown_text(line.what),
                              line.source, line.target, line.difference);
    return result +
           "\n| For | Name | Day | Signature |\n| --- | --- | --- | --- |\n| Finance | | | |\n"
           "| Billing | | | |\n\n" +
           markdown_text(page.footer) + "\n";
}

}  // namespace tieout::reports
