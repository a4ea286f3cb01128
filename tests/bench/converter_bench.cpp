// What each converter costs on a text that it has to change: the migrator's, and the verifier's own
// of the same step (docs/packs.md, Steps; the composed form is base/unicode.h's for both).
#include <benchmark/benchmark.h>

#include <string>
#include <string_view>

#include "base/unicode.h"
#include "migrate/convert.h"
#include "migrate/php_serialized.h"
#include "verify/decode.h"
#include "verify/php_value.h"

namespace tieout {
namespace {

using std::string_view_literals::operator""sv;
using Converter = void (*)(std::string_view text, std::string& out);

// A converter that returns its result, or a view.
template <auto convert>
void returned(std::string_view text, std::string&) {
    benchmark::DoNotOptimize(convert(text));
}

struct Step {
    const char* name;
    std::string_view text;
    Converter migrated, verified;
};

const Step steps[] = {
    {"strip_nul", "Hosting\0package"sv, migrate::strip_nul, verify::strip_nul},
    {"trim", "  Hosting package \r\n", returned<migrate::trimmed>, returned<verify::trim>},
    {"fold", "Hosting PACKAGE", migrate::fold, returned<to_lower>},
    {"nfc", "Mu\xCC\x88ller", returned<to_nfc>, returned<to_nfc>},
    {"unslash", R"(It\'s Bob\'s)", migrate::unslash, verify::unslash},
    {"unescape_html", "Caf&eacute; &amp; Bar &#233;", migrate::unescape_html,
     verify::unescape_html},
    {"repair_latin1", "M\xC3\x83\xC2\xBCller", migrate::repair_latin1, verify::repair_latin1},
    {"unix_newlines", "Street 1\r\nApt 2\r\n", migrate::unix_newlines, verify::unix_newlines},
    {"first_line", "Street 1\nApt 2", returned<migrate::first_line>, returned<verify::first_line>},
    {"rest_lines", "Street 1\nApt 2\nDoor 3",
     [](std::string_view text, std::string& out) { migrate::rest_lines(text, out); },
     [](std::string_view text, std::string& out) { verify::rest_lines(text, out); }},
    {"left", "Hosting package",
     [](std::string_view text, std::string&) { benchmark::DoNotOptimize(migrate::left(text, 7)); },
     [](std::string_view text, std::string&) { benchmark::DoNotOptimize(verify::left(text, 7)); }},
    {"before", "10.0.0.1:8080",
     [](std::string_view text, std::string&) {
         benchmark::DoNotOptimize(migrate::before(text, ":"));
     },
     [](std::string_view text, std::string&) {
         benchmark::DoNotOptimize(verify::cut_at_first(text, ":"));
     }},
    {"charset", "M\xFCller GmbH",
     [](std::string_view text, std::string& out) { migrate::decode(text, "latin1", out); },
     [](std::string_view text, std::string& out) { verify::decode_charset(text, "latin1", out); }},
    {"plain_amount", "1,234.50", returned<migrate::plain_amount>, returned<verify::plain_amount>},
    {"php_number", "12.50 USD", returned<migrate::php_number>, returned<verify::php_number>},
    {"packed_part", "20.00|19.00|18.00|15.00|12.50",
     [](std::string_view text, std::string&) {
         benchmark::DoNotOptimize(migrate::packed_part(text, "12"));
     },
     [](std::string_view text, std::string&) {
         benchmark::DoNotOptimize(verify::packed_part(text, "12"));
     }},
    {"php_serialized", R"(a:2:{i:0;s:3:"com";s:5:"price";s:5:"12.50";})",
     returned<migrate::read_php>, returned<verify::read_php>},
    {"local_time", "2004-01-31 10:00:00",
     [](std::string_view text, std::string& out) {
         static const migrate::LocalClock clock("America/New_York");
         clock.append_instant(text, migrate::Twice::refused, out);
     },
     [](std::string_view text, std::string&) {
         static verify::Zone zone("America/New_York");
         benchmark::DoNotOptimize(zone.moments_of(*verify::clock_reading(text)));
     }},
    {"unix_seconds", "1075543200",
     [](std::string_view, std::string& out) { migrate::append_instant(1'075'543'200, out); },
     [](std::string_view, std::string&) {
         benchmark::DoNotOptimize(Instant::from_seconds(1'075'543'200));
     }},
    {"unix_date", "1075543200",
     [](std::string_view, std::string& out) {
         static migrate::LocalDays days("America/New_York");
         days.append_day(1'075'543'200, out);
     },
     [](std::string_view, std::string&) {
         static verify::Zone zone("America/New_York");
         benchmark::DoNotOptimize(zone.day_of(1'075'543'200));
     }},
};

void convert(benchmark::State& state, Converter converter, std::string_view text) {
    std::string out;
    for (auto _ : state) {
        out.clear();
        converter(text, out);
        benchmark::DoNotOptimize(out.data());
    }
}

const bool registered = [] {
    for (const Step& step : steps) {
        const std::string name = step.name;
        benchmark::RegisterBenchmark((name + "/migrated").c_str(), convert, step.migrated,
                                     step.text);
        benchmark::RegisterBenchmark((name + "/verified").c_str(), convert, step.verified,
                                     step.text);
    }
    return true;
}();

}  // namespace
}  // namespace tieout
