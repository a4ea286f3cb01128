#include "cutover/runbook_file.h"

#include "base/error.h"
#include "base/quantity.h"
#include "rules/probe_yaml.h"
#include "rules/yaml.h"
#include "verify/decode.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;
using rules::Yaml;

std::chrono::milliseconds time_at(const Yaml& node) {
    const auto time = read_duration(node.text());
    if (!time) node.fail("found `" + node.text() + "`, expected a number of ms, s, min or h");
    return *time;
}

// A moment of the business's own clock. One that the clock skips or has twice is nobody's
// appointment.
Instant moment_at(const Yaml& node, const std::string& zone) {
    const std::string text = node.text();
    const auto local = text.size() == 16 ? Instant::parse(text + ":00") : std::nullopt;
    if (!local) node.fail("found `" + text + "`, expected a day and a time, as 2005-12-31 02:00");
    const auto moments = verify::Zone(zone).moments_of(*local);
    if (!moments.earlier || moments.earlier != moments.later)
        node.fail("found `" + text + "`, which the clocks of " + zone +
                  (moments.earlier ? " show twice" : " skip"));
    return *moments.earlier;
}

Window window_at(const Yaml& node, const std::string& zone) {
    node.only({"begins", "ends"});
    const Window window{moment_at(node.need("begins"), zone), moment_at(node.need("ends"), zone)};
    if (window.ends <= window.begins) node.need("ends").fail("the window ends before it begins");
    return window;
}

std::vector<std::string> words_at(const Yaml& node) {
    std::vector<std::string> words = node.texts();
    if (words.empty() || words.front().empty())
        node.fail("found nothing, expected a program and its words");
    return words;
}

Hook hook_at(const Yaml& node, std::vector<std::string_view> besides = {}) {
    besides.insert(besides.end(), {"check", "do", "undo", "within"});
    node.only(besides);
    Hook hook;
    hook.where = node.where();
    hook.check = words_at(node.need("check"));
    hook.act = words_at(node.need("do"));
    hook.undo = words_at(node.need("undo"));
    if (const auto within = node.find("within")) hook.within = time_at(*within);
    return hook;
}

std::vector<rules::Integration> smoke_at(const Yaml& node, const fs::path& folder) {
    std::vector<rules::Integration> smoke;
    for (const auto& [name, probe] : node.entries()) {
        rules::Integration one;
        one.where = probe.where();
        one.name = one.title = name;
        one.probe = rules::probe_at(probe, folder);
        smoke.push_back(std::move(one));
    }
    return smoke;
}

Watch watch_at(const Yaml& node) {
    node.only({"for", "every"});
    Watch watch;
    watch.during = time_at(node.need("for"));
    if (const auto every = node.find("every")) watch.every = time_at(*every);
    return watch;
}

Keep keep_at(const Yaml& node) {
    node.only({"until", "readers"});
    Keep keep;
    const Yaml until = node.need("until");
    keep.until = Date::parse(until.text());
    if (!keep.until)
        until.fail("found `" + until.text() + "`, expected a day that exists, as 2030-12-31");
    if (const auto readers = node.find("readers")) keep.readers = readers->texts();
    return keep;
}

void read_freeze(const Yaml& node, RunbookFile& book) {
    book.freeze = hook_at(node, {"settle", "readers"});
    if (const auto settle = node.find("settle")) book.settle = time_at(*settle);
    if (const auto readers = node.find("readers")) book.readers = readers->texts();
}

}  // namespace

RunbookFile RunbookFile::load(const fs::path& file, const std::string& zone) {
    if (!fs::exists(file))
        throw Error(Fault::usage, "no " + file.string() +
                                      ": the runbook says how this company freezes, switches and "
                                      "opens its systems (docs/cutover.md)");
    RunbookFile book;
    book.file = file;
    book.folder = fs::absolute(file).parent_path();
    const Yaml root = Yaml::load(file);
    root.only({"window", "postpone_file", "sign_offs_within", "freeze", "switch", "open", "smoke",
               "watch", "keep"});
    if (const auto window = root.find("window")) book.window = window_at(*window, zone);
    book.postpone_file = book.folder / "POSTPONE";
    if (const auto name = root.find("postpone_file"))
        book.postpone_file = book.folder / name->text();
    if (const auto wait = root.find("sign_offs_within")) book.sign_offs_within = time_at(*wait);
    read_freeze(root.need("freeze"), book);
    book.switch_over = hook_at(root.need("switch"));
    if (const auto open = root.find("open")) book.open = hook_at(*open);
    if (const auto smoke = root.find("smoke")) book.smoke = smoke_at(*smoke, book.folder);
    if (const auto watch = root.find("watch")) book.watch = watch_at(*watch);
    if (const auto keep = root.find("keep")) book.keep = keep_at(*keep);
    return book;
}

}  // namespace tieout::cutover
