// The walk over steps that do as they are told: forward, back, after a crash.
#include "cutover/runbook.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "cutover/night.h"
#include "tests/support/temporary_folder.h"

namespace tieout::cutover::tests {
namespace {

using tieout::tests::TemporaryFolder;

struct Crash {};

// Puts its name into a list of what is in effect; can be told to fail, not to be seen, or to crash.
class Told : public Step {
public:
    Told(const std::string& name, std::vector<std::string>& world)
        : Step(name, "title of " + name), world_(world) {}
    bool in_effect() override {
        if (blind) throw Error(Fault::connection, "cannot look");
        return std::find(world_.begin(), world_.end(), name()) != world_.end();
    }
    Seen act() override {
        ++acted;
        if (crash_before) throw Crash();
        if (fail) return {false, "planted"};
        if (stopped) throw Error(Fault::interrupted, "Ctrl-C");
        world_.push_back(name());
        if (crash_after) throw Crash();
        return {};
    }
    std::optional<Seen> undo() override {
        if (fail_undo) return Seen{false, "planted too"};
        std::erase(world_, name());
        ++undone;
        return Seen{};
    }
    bool must_be_undone() const override { return must; }
    std::string confirmation() const override { return ask; }

    bool fail = false, blind = false, stopped = false, crash_before = false, crash_after = false,
         fail_undo = false, must = true;
    int acted = 0, undone = 0;
    std::string ask;

private:
    std::vector<std::string>& world_;
};

struct Night {
    TemporaryFolder folder;
    std::vector<std::string> world;
    Steps steps;
    std::vector<Told*> told;
    bool confirms = true;

    Night() {
        for (const char* name : {"freeze", "gate", "switch", "open"}) {
            auto step = std::make_unique<Told>(name, world);
            told.push_back(step.get());
            steps.push_back(std::move(step));
        }
    }
    Journal journal() const {
        return {folder.path() / "journal.jsonl", [] { return "2026-12-05T02:00:00Z"; }};
    }
    WalkOptions options() {
        WalkOptions options;
        options.postpone_file = folder.path() / "POSTPONE";
        options.confirm = [this](const Step&) { return confirms; };
        return options;
    }
    // Each from a journal that is read anew, as after a crash.
    Walked run() {
        Journal kept = journal();
        return walk(steps, kept, options());
    }
    Walked back() {
        Journal kept = journal();
        return walk_back(steps, kept, options(), "by hand");
    }
};

using Names = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(runbook)

BOOST_AUTO_TEST_CASE(every_step_is_taken_once_and_the_night_is_open) {
    Night night;
    BOOST_TEST((night.run().way == Way::open));
    BOOST_TEST((night.world == Names{"freeze", "gate", "switch", "open"}));
    BOOST_TEST(state_of(night.journal()).ended);
    BOOST_TEST(state_of(night.journal()).how == "open");
    BOOST_TEST(is_switched(night.journal()));
}

BOOST_AUTO_TEST_CASE(a_step_that_fails_before_or_at_the_switch_takes_all_back) {
    for (const std::size_t failing : {0U, 1U, 2U}) {
        Night night;
        night.told[failing]->fail = true;
        const Walked walked = night.run();
        BOOST_TEST((walked.way == Way::back));
        BOOST_TEST(walked.sentence == "step " + night.told[failing]->name() + ": planted");
        BOOST_TEST(!walked.fault.has_value());
        BOOST_TEST(night.world.empty());
        BOOST_TEST(!is_switched(night.journal()));
        BOOST_TEST(night.told[3]->acted == 0);
    }
}

BOOST_AUTO_TEST_CASE(one_that_fails_behind_the_switch_waits_and_may_be_taken_again) {
    Night night;
    night.told[3]->fail = true;
    BOOST_TEST((night.run().way == Way::waits));
    BOOST_TEST((night.world == Names{"freeze", "gate", "switch"}));
    night.told[3]->fail = false;
    BOOST_TEST((night.run().way == Way::open));
    BOOST_TEST(night.told[2]->acted == 1);
    BOOST_TEST(night.told[3]->acted == 2);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_seen_is_a_fault_and_no_failure) {
    Night night;
    night.told[1]->blind = true;
    const Walked walked = night.run();
    BOOST_TEST((walked.way == Way::back));
    BOOST_TEST((walked.fault == Fault::connection));
    BOOST_TEST(night.world.empty());
}

BOOST_AUTO_TEST_CASE(ctrl_c_takes_nothing_back) {
    Night night;
    night.told[1]->stopped = true;
    const Walked walked = night.run();
    BOOST_TEST((walked.way == Way::waits));
    BOOST_TEST((walked.fault == Fault::interrupted));
    BOOST_TEST((night.world == Names{"freeze"}));
    night.told[1]->stopped = false;
    BOOST_TEST((night.run().way == Way::open));
}

BOOST_AUTO_TEST_CASE(after_a_crash_what_is_in_effect_is_not_done_again) {
    for (const std::size_t step : {0U, 1U, 2U, 3U}) {
        for (const bool after : {false, true}) {
            Night night;
            (after ? night.told[step]->crash_after : night.told[step]->crash_before) = true;
            BOOST_CHECK_THROW(night.run(), Crash);
            night.told[step]->crash_after = night.told[step]->crash_before = false;
            BOOST_TEST((night.run().way == Way::open));
            BOOST_TEST((night.world == Names{"freeze", "gate", "switch", "open"}));
            BOOST_TEST(night.told[step]->acted == (after ? 1 : 2));
        }
    }
}

BOOST_AUTO_TEST_CASE(what_was_in_effect_before_the_night_is_not_taken_back) {
    Night night;
    night.world.push_back("freeze");
    night.told[2]->fail = true;
    BOOST_TEST((night.run().way == Way::back));
    BOOST_TEST((night.world == Names{"freeze"}));
    BOOST_TEST(night.told[0]->acted == 0);
}

BOOST_AUTO_TEST_CASE(a_way_back_that_is_broken_off_goes_on_back) {
    Night night;
    BOOST_TEST((night.run().way == Way::open));
    night.told[2]->fail_undo = true;
    const Walked stuck = night.back();
    BOOST_TEST((stuck.way == Way::stuck));
    BOOST_TEST(stuck.sentence == "step switch could not be taken back: planted too");
    BOOST_TEST((night.world == Names{"freeze", "gate", "switch"}));
    night.told[2]->fail_undo = false;
    const Walked walked = night.run();
    BOOST_TEST((walked.way == Way::back));
    BOOST_TEST(walked.sentence == "by hand");
    BOOST_TEST(night.world.empty());
    BOOST_TEST(night.told[3]->undone == 1);
}

BOOST_AUTO_TEST_CASE(what_need_not_be_undone_is_told_and_left) {
    Night night;
    BOOST_TEST((night.run().way == Way::open));
    night.told[1]->fail_undo = true;
    night.told[1]->must = false;
    BOOST_TEST((night.back().way == Way::back));
    BOOST_TEST((night.world == Names{"gate"}));
    BOOST_TEST(night.journal().last("gate", Event::failed)->sentence == "planted too");
}

BOOST_AUTO_TEST_CASE(without_its_word_a_step_is_not_taken) {
    Night night;
    night.told[2]->ask = "switch";
    night.confirms = false;
    const Walked walked = night.run();
    BOOST_TEST((walked.way == Way::back));
    BOOST_TEST(walked.sentence == "step switch: not confirmed");
    BOOST_TEST(night.told[2]->acted == 0);
    BOOST_TEST(night.world.empty());
}

BOOST_AUTO_TEST_CASE(a_postponed_night_goes_back_before_the_switch_and_on_behind_it) {
    Night before;
    before.told[1]->stopped = true;
    before.run();
    std::ofstream(before.folder.path() / "POSTPONE") << "";
    const Walked walked = before.run();
    BOOST_TEST((walked.way == Way::back));
    BOOST_TEST((walked.fault == Fault::interrupted));
    BOOST_TEST(before.world.empty());
    Night behind;
    behind.told[3]->fail = true;
    behind.run();
    behind.told[3]->fail = false;
    std::ofstream(behind.folder.path() / "POSTPONE") << "";
    BOOST_TEST((behind.run().way == Way::open));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(night_lock)

BOOST_AUTO_TEST_CASE(one_walks_at_a_time_in_a_folder_that_nobody_else_reads) {
    const TemporaryFolder folder;
    const auto state = folder.path() / ".tieout";
    {
        const NightLock first(state);
        BOOST_CHECK_EXCEPTION(NightLock{state}, Error,
                              [](const Error& error) { return error.fault() == Fault::usage; });
    }
    const NightLock again(state);
    BOOST_TEST((std::filesystem::status(state).permissions() == std::filesystem::perms::owner_all));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(journal)

BOOST_AUTO_TEST_CASE(what_was_added_is_read_again_and_a_torn_line_is_dropped) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "journal.jsonl";
    const auto now = [] { return "2026-12-05T02:00:00Z"; };
    {
        Journal journal(file, now);
        journal.add("", Event::night, "final");
        journal.add("freeze", Event::begun);
        journal.add_fact("cycle", "number", "7");
        Entry child;
        child.step = "freeze";
        child.event = Event::child;
        child.sentence = "`a \"b\"\n`";
        child.child = {4711, 123456789012345ULL};
        journal.add(child);
    }
    std::ofstream(file, std::ios::app) << R"({"at":"2026)";
    Journal journal(file, now);
    BOOST_TEST(journal.entries().size() == 4U);
    BOOST_TEST(journal.entries()[0].sentence == "final");
    BOOST_TEST(journal.entries()[0].at == "2026-12-05T02:00:00Z");
    BOOST_TEST(journal.fact("cycle", "number") == "7");
    BOOST_TEST(journal.fact("cycle", "other") == "");
    BOOST_TEST(journal.last("freeze", Event::child)->child.pid == 4711);
    BOOST_TEST(journal.last("freeze", Event::child)->child.started == 123456789012345ULL);
    BOOST_TEST(journal.last("freeze", Event::child)->sentence == "`a \"b\"\n`");
    journal.add("freeze", Event::done);
    BOOST_TEST(Journal(file, now).entries().size() == 5U);
}

BOOST_AUTO_TEST_CASE(a_line_in_the_middle_that_cannot_be_read_is_said) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "journal.jsonl";
    std::ofstream(file) << "{\"at\":\"a\",\"event\":\"night\"}\nnonsense\n{}\n";
    BOOST_CHECK_EXCEPTION(Journal(file, [] { return ""; }), Error, [](const Error& error) {
        return std::string(error.what()).find("line 2 cannot be read") != std::string::npos;
    });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::cutover::tests
