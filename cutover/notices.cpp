#include "cutover/notices.h"

#include <set>
#include <sstream>

#include "base/unicode.h"
#include "cutover/window_clock.h"
#include "reports/csv.h"
#include "reports/utf8.h"

namespace tieout::cutover {
namespace {

// Joiners shape the letters of Persian and Indic names: unseen, and not without a meaning.
bool shapes_letters(char32_t c) {
    return c == 0x200C || c == 0x200D;
}

// A line's end in a name would begin a header of its own in somebody's mail program.
std::string one_line(const std::string& text) {
    std::string repaired, line;
    verify::repair_latin1(text, repaired);
    for (const char32_t c : reports::characters(repaired)) {
        const bool is_blank = c == '\n' || c == '\r' || c == '\t' || c == 0xA0;
        if (is_blank)
            line += ' ';
        else if (!reports::is_invisible(c) || shapes_letters(c))
            reports::append(line, c);
    }
    return std::string(verify::trim(line));
}

// One address and nothing else; whether anybody lives there only a mail can tell.
bool is_address(const std::string& text) {
    const std::size_t at = text.find('@');
    if (at == std::string::npos || at == 0 || at + 1 == text.size()) return false;
    if (text.find('@', at + 1) != std::string::npos) return false;
    for (const char c : text)
        if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F ||
            std::string_view(",;<>\"()").find(c) != std::string_view::npos)
            return false;
    return true;
}

std::string language_of(const std::string& said, const NoticePlan& plan, const NoticeTexts& texts,
                        Audience& audience) {
    const std::string word = to_lower(std::string(verify::trim(said)));
    if (word.empty()) return plan.otherwise;
    const auto known = plan.languages.find(word);
    if (known != plan.languages.end() && texts.has(known->second)) return known->second;
    ++audience.without_texts[printable(word)];
    return plan.otherwise;
}

std::string cell(const std::vector<std::optional<std::string>>& row, std::size_t column) {
    return column < row.size() ? row[column].value_or("") : "";
}

// The first of these o'clock at which the zone's clocks are not being set forward.
std::int64_t at_hour(verify::Zone& zone, Date day, int hour) {
    for (int later = hour; later < 24; ++later) {
        const auto clock = Instant::from_seconds(std::int64_t{day.days} * 86'400 + later * 3600);
        if (const auto found = zone.moments_of(clock); found.earlier)
            return found.earlier->micros / 1'000'000;
    }
    return midnight_of(zone, {day.days + 1});
}

}  // namespace

Audience read_audience(const rules::Pack& pack, const NoticePlan& plan, const NoticeTexts& texts,
                       db::Session& source) {
    Audience audience;
    if (plan.audience.empty()) return audience;
    std::set<std::string> seen;
    for (const auto& row :
         source.query(sql_for(pack, plan.audience, source.engine(), "audience")).rows) {
        Contact contact{one_line(cell(row, 0)), std::string(verify::trim(cell(row, 1))), ""};
        if (!is_address(contact.email)) {
            audience.unreachable.push_back(std::move(contact));
            continue;
        }
        if (!seen.insert(to_lower(contact.email)).second) {
            ++audience.shared;
            continue;
        }
        contact.language = language_of(cell(row, 2), plan, texts, audience);
        ++audience.by_language[contact.language];
        audience.contacts.push_back(std::move(contact));
    }
    return audience;
}

NoticeTimes notice_times(const NoticePlan& plan, verify::Zone& zone, std::int64_t begin,
                         std::int64_t end, std::int64_t now) {
    const Date night = clock_time(zone, begin).day;
    NoticeTimes times;
    times.announcement = at_hour(zone, {night.days - plan.announce_days}, plan.hour);
    times.reminder = at_hour(zone, {night.days - plan.remind_days}, plan.hour);
    times.begin = begin;
    times.end = end;
    times.is_late = times.announcement < now;
    if (times.is_late) times.announcement = now;
    if (times.reminder < times.announcement) times.reminder = times.announcement;
    return times;
}

std::string contacts_csv(const std::vector<Contact>& contacts) {
    std::ostringstream out;
    reports::write_csv_line(out, {"name", "email", "language"});
    for (const Contact& contact : contacts)
        reports::write_csv_line(out, {contact.name, contact.email, contact.language});
    return out.str();
}

}  // namespace tieout::cutover
