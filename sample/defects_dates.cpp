// modernbill.md 5.3: dates that are none, or not what they say.
#include "sample/defect.h"

namespace tieout::sample {

namespace {

constexpr UnixTime an_hour = 3'600, a_day = 24 * an_hour;

void date_unknown(Planting& p) {
    p.domain("created 0: unknown").created = 0;
}

void recurring_renews_never(Planting& p) {
    p.service_alone("stamp 1 on a monthly cycle").renew = 1;
}

void recurring_without_renewal(Planting& p) {
    p.service_alone("stamp 0").renew = 0;
}

// The run of some month passed it over: no invoice since, and the date stands in the past.
void stale_renewal(Planting& p) {
    const Month missed = Month::of(p.host.as_of) + -4;
    const UnixTime since = p.host.calendar.first_of(missed);
    for (std::size_t i = p.book.invoices.size(); i-- > 0;)
        if (p.book.invoices[i].entered >= since) {
            p.delete_ledger_of(p.book.invoices[i].id);
            p.delete_invoice(p.book.invoices[i].id);
        }
    PackageRow& row = p.service_alone();
    row.renew = since;
    row.renewed_on = p.host.calendar.first_of(missed + -1);
}

// Entered by hand: v4 has no day of a last billing, and v5 takes it for new.
void never_billed(Planting& p) {
    p.service_alone("the generator never billed it").renewed_on = 0;
    p.also("client_info", p.book.client.id);
}

// Written before the server moved: midnights of Chicago, or of Amsterdam.
void midnight_of_another_zone(Planting& p) {
    const UnixTime later = (p.turn(0, 2) ? 1 : -6) * an_hour;
    for (PackageRow* row : {&p.service_alone("two midnights"), &p.domain_service()})
        row->start += later;
    DomainRow& domain = p.book.domains[0];
    domain.created += later;
    p.also("client_package", p.domain_service().id);
    p.also("domain_names", domain.id);
}

void renews_within_the_month(Planting& p) {
    const Month next = Month::of(p.host.as_of) + 1;
    p.service_alone().renew = p.host.calendar.midnight(next.day(17));
}

void starts_after_renewal(Planting& p) {
    PackageRow& row = p.service_alone("an unreadable date became now");
    row.start = row.renew + 40 * a_day + 14 * 3600 + 23 * 60 + 11;
}

void expires_before_created(Planting& p) {
    DomainRow& row = p.domain();
    row.expires = row.created - 365 * a_day;
}

void out_of_range(Planting& p) {
    if (p.turn(0, 3)) p.service_alone("start before 1970").start = -5 * a_day;
    if (p.turn(1, 3)) p.domain("the last second of 32 bits").expires = 2'147'483'647;
    if (p.turn(2, 3)) p.domain("created before 1970").created = -400 * a_day;
}

}  // namespace

void add_date_defects(std::vector<Defect>& defects) {
    using enum Share;
    defects.insert(
        defects.end(),
        {{29, usual, "0 means no date", date_unknown, true},
         {30, usual, "a recurring service that never renews", recurring_renews_never},
         {31, usual, "a recurring service without a renewal date", recurring_without_renewal},
         {32, usual, "a renewal date long past", stale_renewal},
         {33, usual, "a renewal not on the first", renews_within_the_month},
         {34, usual, "an old service that was never billed", never_billed},
         {36, usual, "a date of the time before the server moved", midnight_of_another_zone},
         {38, usual, "a start after the renewal", starts_after_renewal},
         {39, usual, "a domain that expires before it was created", expires_before_created},
         {42, usual, "a date before 1970 or at the end of 32 bits", out_of_range}});
}

}  // namespace tieout::sample
