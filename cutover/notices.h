// Who is told of the night, in which language, when, and by which texts. Nothing is sent.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cutover/plan_file.h"
#include "db/session.h"
#include "rules/pack.h"
#include "verify/decode.h"

namespace tieout::cutover {

struct Contact {
    std::string name, email;
    std::string language;  // folder of the texts
};

struct Audience {
    std::vector<Contact> contacts;     // an address once, in the order of the SQL
    std::vector<Contact> unreachable;  // whose address is none
    std::uint64_t shared = 0;          // contacts who have an address that stands above
    std::map<std::string, std::uint64_t> by_language;
    // The source's word for a language that has no texts, and how many have it.
    std::map<std::string, std::uint64_t> without_texts;
};

// The texts of a language: announcement, reminder, begin, end.
struct NoticeText {
    std::string kind, language, text;
};
constexpr const char* notice_kinds[] = {"announcement", "reminder", "begin", "end"};

// Where the texts lie: a company's own folder goes before the pack's.
class NoticeTexts {
public:
    // `own` may be empty.
    NoticeTexts(const rules::Pack& pack, const std::filesystem::path& own);
    // All four kinds are there.
    bool has(const std::string& language) const;
    // Throws Error(Fault::usage) where it is not there, or where a placeholder in it is none of
    // `words` or of those that whoever sends it fills in, {{name}} and {{email}}: with file, line,
    // column and the nearest word.
    NoticeText filled(const std::string& kind, const std::string& language,
                      const std::map<std::string, std::string>& words) const;

private:
    std::filesystem::path file(const std::string& kind, const std::string& language) const;
    std::vector<std::filesystem::path> folders_;
};

// Names are of one line, without letters that nobody sees or that turn the line round.
Audience read_audience(const rules::Pack& pack, const NoticePlan& plan, const NoticeTexts& texts,
                       db::Session& source);

struct NoticeTimes {
    std::int64_t announcement = 0, reminder = 0, begin = 0, end = 0;  // unix seconds
    bool is_late = false;  // the announcement should have gone out before now
};
NoticeTimes notice_times(const NoticePlan& plan, verify::Zone& zone, std::int64_t begin,
                         std::int64_t end, std::int64_t now);

// RFC 4180, with no cell that an office program takes for a formula.
std::string contacts_csv(const std::vector<Contact>& contacts);

}  // namespace tieout::cutover
