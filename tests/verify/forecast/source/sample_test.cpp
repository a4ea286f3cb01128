// The forecast over whole samples: a clean host differs in nothing that has no flag, and one with
// every planted problem neither.
#include <boost/test/unit_test.hpp>

#include "sample/sample.h"
#include "tests/support/scratch.h"
#include "tests/verify/forecast/source/explained.h"
#include "tests/verify/forecast/source/pack_side.h"
#include "verify/forecast/source/source.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

using Lines = std::vector<std::string>;

Terms year_from(const char* as_of, BillingMode mode) {
    Terms terms;
    terms.zone = "America/New_York";
    terms.as_of = day(as_of);
    terms.mode = mode;
    return terms;
}

class Sample {
public:
    Sample(std::int64_t clients, const std::string& defects, std::uint64_t seed = 1)
        : scratch_(db::Engine::sqlite) {
        sample::Options options;
        options.clients = clients;
        options.seed = seed;
        options.defects = defects;
        options.pack = std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill";
        manifest = sample::make(options, *db::Writer::open(scratch_.parsed()));
    }
    Answer ask(BillingMode mode) const {
        const auto session = db::Session::open(scratch_.parsed());
        return ask_source(*session, pack_side(), year_from("2005-07-01", mode));
    }
    Readings bill(BillingMode mode) const {
        return whole(ask(mode).books, year_from("2005-07-01", mode));
    }

    sample::Manifest manifest;

private:
    Scratch scratch_;
};

std::set<std::string> ids(const Projection& projection) {
    std::set<std::string> ids;
    for (const Flag& flag : projection.flags)
        ids.insert(flag.id);
    return ids;
}

const BillingMode modes[] = {BillingMode::monthly, BillingMode::anniversary};

}  // namespace

BOOST_AUTO_TEST_SUITE(samples)

BOOST_AUTO_TEST_CASE(a_clean_sample_is_billed_as_it_means_to_but_for_what_the_engine_is_known_for) {
    const Sample sample(400, "none");
    for (const BillingMode mode : modes) {
        const Readings readings = sample.bill(mode);
        BOOST_TEST(readings.faithful.invoices.size() > 1000u);
        BOOST_TEST(unexplained(readings).lines == Lines());
        BOOST_TEST(wrong_amounts(readings) == Lines());
        for (const std::string& id : ids(readings.faithful))
            BOOST_TEST((id == "status_not_billed" || id.starts_with("credit_")), id);
    }
}

BOOST_AUTO_TEST_CASE(the_first_of_the_month_is_the_anniversary_of_all_of_a_monthly_host) {
    const Sample sample(200, "none");
    const Readings monthly = sample.bill(BillingMode::monthly);
    const Readings daily = sample.bill(BillingMode::anniversary);
    BOOST_TEST((monthly.intended.invoices == daily.intended.invoices));
    BOOST_TEST((monthly.faithful.invoices == daily.faithful.invoices));
}

BOOST_AUTO_TEST_CASE(a_clean_sample_bears_its_terms_out) {
    const Answer answer = Sample(200, "none").ask(BillingMode::monthly);
    BOOST_TEST(answer.doubts == Lines(), answer.doubts);
    BOOST_TEST(answer.evidence.renewals == answer.evidence.renewals_on_the_first);
    BOOST_TEST(answer.evidence.dates.all == answer.evidence.dates.at_midnight);
    BOOST_TEST(Sample(200, "none").ask(BillingMode::anniversary).doubts.size() == 2u);
}

BOOST_AUTO_TEST_CASE(every_difference_of_a_sample_with_all_problems_is_explained) {
    for (const std::uint64_t seed : {1u, 7u}) {
        const Sample sample(600, "typical", seed);
        for (const BillingMode mode : modes) {
            const Readings readings = sample.bill(mode);
            const Unexplained open = unexplained(readings);
            BOOST_TEST(open.differences > 0u);
            BOOST_TEST(open.lines == Lines());
            BOOST_TEST(wrong_amounts(readings) == Lines());
        }
    }
}

// 31 no date, 30 stamp 1, 32 stale, 33 not on the first, 51 no cycle: each planted service has its
// flag.
BOOST_AUTO_TEST_CASE(planted_dates_are_flagged_at_their_services) {
    const std::map<int, std::string> flag_of = {{30, "never_renews"},
                                                {31, "no_renewal_date"},
                                                {32, "stale_renewal"},
                                                {33, "renewal_off_bill_day"},
                                                {51, "no_interval"}};
    const Sample sample(600, "30,31,32,33,51");
    const Readings readings = sample.bill(BillingMode::monthly);
    std::set<std::pair<std::string, std::string>> flagged;
    for (const Flag& flag : readings.faithful.flags)
        flagged.insert({flag.id, flag.service});
    std::set<int> seen;
    for (const auto& planted : sample.manifest.planted) {
        const auto id = flag_of.find(planted.problem);
        if (id == flag_of.end() || planted.row.table != "client_package") continue;
        seen.insert(planted.problem);
        BOOST_TEST(flagged.count({id->second, planted.row.key}) == 1u,
                   id->second << " " << planted.row.key);
    }
    BOOST_TEST(seen.size() == 5u);
}

BOOST_AUTO_TEST_SUITE_END()
