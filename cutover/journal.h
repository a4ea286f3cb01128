// The journal of one night: what was begun and what came of it, one line of JSON each, on disk
// before anything follows from it. A program that was killed reads there how far it had come; so
// does a person, with `cat`.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cutover/hook.h"

namespace tieout::cutover {

enum class Event {
    night,    // it begins; the sentence is its profile
    begun,    // a step
    found,    // a step was in effect before the night: nobody of ours takes it back
    child,    // a command of the step is about to run
    fact,     // what a step wants to know later
    done,     // a step
    failed,   // a step, or the taking back of one
    back,     // from here on steps are taken back; the sentence says why
    undoing,  // a step
    undone,   // a step
    ended     // the night; the sentence is how
};

struct Entry {
    std::string at;    // UTC, RFC 3339
    std::string step;  // "": the night itself
    Event event = Event::night;
    std::string sentence;
    std::string key, value;  // fact
    Child child;             // child
};

class Journal {
public:
    // Reads what is there; a last line that was cut short by a crash is dropped. Throws
    // Error(Fault::disk), or Error(Fault::internal) where a line in the middle cannot be read.
    Journal(std::filesystem::path file, std::function<std::string()> now);

    // Is on disk when it returns. Throws Error(Fault::disk).
    void add(Entry entry);
    void add(const std::string& step, Event event, const std::string& sentence = "");
    void add_fact(const std::string& step, const std::string& key, const std::string& value);

    const std::vector<Entry>& entries() const { return entries_; }
    const std::filesystem::path& file() const { return file_; }

    // The last of that step.
    std::optional<Entry> last(const std::string& step, Event event) const;
    std::optional<Entry> last(Event event) const;
    bool has(const std::string& step, Event event) const { return last(step, event).has_value(); }
    std::string fact(const std::string& step, const std::string& key) const;  // "": none

private:
    void read();

    std::filesystem::path file_;
    std::function<std::string()> now_;
    std::vector<Entry> entries_;
};

// The folders of the nights, "<state>/cutover/0001", oldest first.
std::vector<std::filesystem::path> nights_in(const std::filesystem::path& state);
// The folder of the night after the last one; made here, mode 0700.
std::filesystem::path next_night(const std::filesystem::path& state);

}  // namespace tieout::cutover
