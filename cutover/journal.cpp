#include "cutover/journal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::array<const char*, 11> event_words{"night",   "begun",  "found",  "child",
                                                  "fact",    "done",   "failed", "back",
                                                  "undoing", "undone", "ended"};

Json json_of(const Entry& entry) {
    Json json{{"at", entry.at}, {"event", event_words[static_cast<std::size_t>(entry.event)]}};
    if (!entry.step.empty()) json["step"] = entry.step;
    if (!entry.sentence.empty()) json["sentence"] = entry.sentence;
    if (entry.event == Event::fact) json[entry.key] = entry.value;
    if (entry.event == Event::child) {
        json["pid"] = entry.child.pid;
        json["started"] = entry.child.started;
    }
    return json;
}

Entry entry_of(const Json& json) {
    const std::string word = json.at("event");
    const auto found = std::find(event_words.begin(), event_words.end(), word);
    if (found == event_words.end()) throw std::runtime_error("unknown event " + word);
    Entry entry;
    entry.at = json.at("at");
    entry.event = static_cast<Event>(found - event_words.begin());
    entry.step = json.value("step", "");
    entry.sentence = json.value("sentence", "");
    if (entry.event == Event::child)
        entry.child = {json.at("pid").get<pid_t>(), json.at("started").get<std::uint64_t>()};
    if (entry.event != Event::fact) return entry;
    for (const auto& [key, value] : json.items()) {
        if (key == "at" || key == "event" || key == "step") continue;
        entry.key = key;
        entry.value = value;
    }
    return entry;
}

[[noreturn]] void fail(const fs::path& file, const char* what) {
    throw Error(Fault::disk, fmt::format("{} {}: {}", what, file.string(), std::strerror(errno)));
}

void write_through(const fs::path& file, const std::string& line) {
    const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (out < 0) fail(file, "cannot write");
    const bool whole =
        ::write(out, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
        ::fdatasync(out) == 0;
    const int fault = errno;
    ::close(out);
    errno = fault;
    if (!whole) fail(file, "cannot write");
}

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw Error(Fault::disk,
                    fmt::format("cannot make {}: {}", folder.string(), error.message()));
    ::chmod(folder.c_str(), 0700);
}

}  // namespace

Journal::Journal(fs::path file, std::function<std::string()> now)
    : file_(std::move(file)), now_(std::move(now)) {
    if (fs::exists(file_)) read();
}

void Journal::read() {
    std::ifstream in(file_, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos;
         begin = end + 1, end = text.find('\n', begin)) {
        try {
            entries_.push_back(entry_of(Json::parse(text.substr(begin, end - begin))));
        } catch (const std::exception& error) {
            throw Error(Fault::internal,
                        fmt::format("{}: line {} cannot be read: {}", file_.string(),
                                    entries_.size() + 1, error.what()));
        }
    }
    if (begin < text.size() && ::truncate(file_.c_str(), static_cast<off_t>(begin)) != 0)
        fail(file_, "cannot mend");
}

void Journal::add(Entry entry) {
    entry.at = now_();
    write_through(file_,
                  json_of(entry).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    entries_.push_back(std::move(entry));
}

void Journal::add(const std::string& step, Event event, const std::string& sentence) {
    Entry entry;
    entry.step = step;
    entry.event = event;
    entry.sentence = sentence;
    add(std::move(entry));
}

void Journal::add_fact(const std::string& step, const std::string& key, const std::string& value) {
    Entry entry;
    entry.step = step;
    entry.event = Event::fact;
    entry.key = key;
    entry.value = value;
    add(std::move(entry));
}

std::optional<Entry> Journal::last(const std::string& step, Event event) const {
    const auto found = std::find_if(entries_.rbegin(), entries_.rend(), [&](const Entry& entry) {
        return entry.step == step && entry.event == event;
    });
    return found == entries_.rend() ? std::nullopt : std::optional(*found);
}

std::optional<Entry> Journal::last(Event event) const {
    const auto found = std::find_if(entries_.rbegin(), entries_.rend(),
                                    [&](const Entry& entry) { return entry.event == event; });
    return found == entries_.rend() ? std::nullopt : std::optional(*found);
}

std::string Journal::fact(const std::string& step, const std::string& key) const {
    const auto found = std::find_if(entries_.rbegin(), entries_.rend(), [&](const Entry& entry) {
        return entry.step == step && entry.event == Event::fact && entry.key == key;
    });
    return found == entries_.rend() ? "" : found->value;
}

std::vector<fs::path> nights_in(const fs::path& state) {
    std::vector<fs::path> nights;
    if (!fs::is_directory(state / "cutover")) return nights;
    for (const auto& each : fs::directory_iterator(state / "cutover"))
        if (fs::exists(each.path() / "journal.jsonl")) nights.push_back(each.path());
    std::sort(nights.begin(), nights.end());
    return nights;
}

fs::path next_night(const fs::path& state) {
    const auto nights = nights_in(state);
    const int last = nights.empty() ? 0 : std::stoi(nights.back().filename().string());
    const fs::path folder = state / "cutover" / fmt::format("{:04}", last + 1);
    make_folder(state / "cutover");
    make_folder(folder);
    return folder;
}

}  // namespace tieout::cutover
