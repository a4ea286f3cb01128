#include "base/error.h"
#include "cutover/calendar.h"
#include "cutover/plan.h"
#include "cutover/plan_words.h"
#include "reports/folder.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;

void make_folder(const fs::path& folder) {
    std::error_code trouble;
    fs::create_directories(folder, trouble);
    if (trouble)
        throw Error(Fault::disk, "cannot make " + folder.string() + ": " + trouble.message());
}

// A text in a language that nobody reads any more would be sent all the same.
void sweep(const fs::path& folder) {
    std::error_code trouble;
    for (const char* name : {"notices", "plan.ics", "period_end.md"}) {
        fs::remove_all(folder / name, trouble);
        if (trouble)
            throw Error(Fault::disk,
                        "cannot remove " + (folder / name).string() + ": " + trouble.message());
    }
}

void write_notices(const Plan& plan, const fs::path& folder) {
    make_folder(folder);
    reports::write_text(folder / "recipients.csv", contacts_csv(plan.audience.contacts));
    if (!plan.audience.unreachable.empty())
        reports::write_text(folder / "unreachable.csv", contacts_csv(plan.audience.unreachable));
    for (const NoticeText& text : plan.texts) {
        make_folder(folder / text.language);
        reports::write_text(folder / text.language / (text.kind + ".md"), text.text);
    }
}

}  // namespace

void write_plan(const Plan& plan, const fs::path& folder) {
    const reports::PlanPage page = page_of(plan);
    make_folder(folder);
    sweep(folder);
    reports::write_text(folder / "plan.md", reports::plan_markdown(page));
    reports::write_text(folder / "plan.html", reports::plan_html(page));
    if (plan.times)
        reports::write_text(folder / "plan.ics", icalendar(calendar_of(plan), plan.made_at));
    if (plan.period)
        reports::write_text(folder / "period_end.md", reports::period_end_markdown(page));
    write_notices(plan, folder / "notices");
}

}  // namespace tieout::cutover
