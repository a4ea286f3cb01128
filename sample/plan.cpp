#include "sample/plan.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/error.h"
#include "sample/random.h"

namespace tieout::sample {

namespace {

constexpr int last_problem = 125;

std::set<int> numbers_in(const std::string& wanted) {
    std::set<int> numbers;
    const char* at = wanted.data();
    const char* end = at + wanted.size();
    while (true) {
        int number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error != std::errc() || number < 1 || number > last_problem ||
            (next != end && *next != ','))
            throw Error(Fault::usage,
                        "defects \"" + wanted +
                            "\": expected none, typical, or numbers of problems from 1 to 125 "
                            "with commas between, such as 18,57");
        numbers.insert(number);
        if (next == end) return numbers;
        at = next + 1;
    }
}

// Clients who may be chosen, in the order of choice: those of the last months have too few
// invoices.
std::vector<std::int64_t> candidates(std::int64_t clients, std::uint64_t seed) {
    std::vector<std::int64_t> pool(static_cast<std::size_t>(clients * 4 / 5));
    Random random(seed, 2, 0);
    for (std::size_t i = 0; i < pool.size(); ++i) {
        const auto j = static_cast<std::size_t>(random.below(static_cast<int>(i) + 1));
        pool[i] = pool[j];
        pool[j] = static_cast<std::int64_t>(i);
    }
    return pool;
}

class Assigning {
public:
    Assigning(Plan& plan, std::int64_t clients, std::uint64_t seed)
        : plan_(plan), clients_(clients), pool_(candidates(clients, seed)) {}

    // Round after round, so that a small sample has one of each before two of any.
    void run() {
        for (int instance = 0, before = -1; static_cast<int>(plan_.victims.size()) != before;
             ++instance) {
            before = static_cast<int>(plan_.victims.size());
            for (std::size_t i = 0; i < plan_.defects.size(); ++i)
                if (instance < times(plan_.defects[i].share, clients_)) assign(i, instance);
        }
    }

private:
    void assign(std::size_t index, int instance) {
        const Defect& defect = plan_.defects[index];
        const std::size_t needed = defect.needs_partner ? 2 : 1;
        if (pool_.size() < needed) {
            if (instance == 0)
                plan_.not_plantable.push_back(
                    {defect.problem, "", "too few clients: each carries one defect at most"});
            return;
        }
        std::int64_t victim = take(), partner = -1;
        if (defect.needs_partner) {
            partner = take();
            if (partner > victim) std::swap(partner, victim);
            plan_.partners[partner] = {};
        }
        plan_.victims[victim] = {index, instance, partner};
    }

    std::int64_t take() {
        const std::int64_t client = pool_.back();
        pool_.pop_back();
        return client;
    }

    Plan& plan_;
    std::int64_t clients_;
    std::vector<std::int64_t> pool_;
};

void keep_wanted(Plan& plan, const std::set<int>& numbers) {
    std::erase_if(plan.defects, [&](const Defect& d) { return !numbers.contains(d.problem); });
    std::erase_if(plan.set_up, [&](const SetUpDefect& d) { return !numbers.contains(d.problem); });
    std::set<int> missing = numbers;
    for (const Defect& defect : plan.defects)
        missing.erase(defect.problem);
    for (const SetUpDefect& defect : plan.set_up)
        missing.erase(defect.problem);
    for (const int number : missing)
        plan.not_plantable.push_back({number, "", "the sample's tables do not carry it"});
}

}  // namespace

Shape Plan::shape_of(std::int64_t client) const {
    const auto found = victims.find(client);
    if (found != victims.end()) return defects[found->second.defect].shape;
    return partners.contains(client) ? Shape{true, steady_product, 1} : Shape{};
}

Plan plan(const std::string& wanted, std::int64_t clients, std::uint64_t seed, db::Engine engine) {
    Plan made;
    if (wanted == "none") return made;
    made.defects = all_defects();
    made.set_up = set_up_defects();
    if (wanted != "typical") keep_wanted(made, numbers_in(wanted));
    // Assigned before they are taken out, so that all other rows are the same on every engine.
    Assigning(made, clients, seed).run();
    for (const Defect& defect : made.defects)
        if (defect.never_on == db::name(engine))
            made.not_plantable.push_back(
                {defect.problem, std::string(defect.never_on), std::string(defect.why_never)});
    return made;
}

}  // namespace tieout::sample
