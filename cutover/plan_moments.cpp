#include "cutover/plan_moments.h"

#include <charconv>

#include "base/calendar.h"
#include "base/error.h"

namespace tieout::cutover {
namespace {

std::optional<std::int64_t> whole(std::string_view text) {
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::int64_t> moment(std::string_view text, MomentsAs as, verify::Zone& zone) {
    if (as == MomentsAs::unix_seconds) return whole(text);
    const auto clock = verify::clock_reading(text);
    if (!clock) return std::nullopt;
    const auto found = zone.moments_of(*clock).earlier;
    return found ? std::optional(found->micros / 1'000'000) : std::nullopt;
}

// What the column is compared with: a number, or what the clocks showed.
std::string bound(std::int64_t seconds, MomentsAs as, verify::Zone& zone) {
    if (as == MomentsAs::unix_seconds) return std::to_string(seconds);
    std::string text = zone.clock_at(seconds).value_or(Instant::from_seconds(seconds)).text();
    text[10] = ' ';
    return text.substr(0, 19);
}

// A stream takes no parameters: what is bound is digits, or digits and - : in quotes.
std::string with_bounds(std::string sql, const std::string& begin, const std::string& end,
                        MomentsAs as) {
    const char* const quote = as == MomentsAs::unix_seconds ? "" : "'";
    for (const std::string& value : {begin, end}) {
        const std::size_t at = sql.find('?');
        if (at == std::string::npos)
            throw Error(Fault::usage,
                        "cutover.yaml: a statement of moments takes two parameters, "
                        "the first second that counts and the first that does not, "
                        "each as `?`: " +
                            sql);
        sql.replace(at, 1, quote + value + quote);
    }
    return sql;
}

}  // namespace

void for_each_moment(db::Session& session, const std::string& sql, MomentsAs as, verify::Zone& zone,
                     std::int64_t begin, std::int64_t end,
                     const std::function<void(std::int64_t)>& each) {
    const auto rows = session.stream(
        {with_bounds(sql, bound(begin, as, zone), bound(end, as, zone), as), {}, {}});
    db::RowBatch batch;
    while (rows->next(batch))
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            if (batch.is_null(row, 0)) continue;
            const auto found = moment(batch.at(row, 0), as, zone);
            if (found && *found >= begin && *found < end) each(*found);
        }
}

}  // namespace tieout::cutover
