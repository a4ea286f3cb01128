#include "sample/client_story.h"

#include <algorithm>
#include <array>

#include "sample/people.h"

namespace tieout::sample {
namespace {

class Teller {
public:
    Teller(const Host& host, std::int64_t number, const Shape& shape, Random& random)
        : host_(host), shape_(shape), random_(random), number_(number) {}

    Story told() {
        settle_in();
        return std::move(story_);
    }

private:
    void settle_in();
    void move_in_with(std::int64_t other);
    void choose_state();
    void choose_endings();
    void choose_method();

    const Host& host_;
    const Shape& shape_;
    Random& random_;
    std::int64_t number_;
    Story story_;
};

// More clients came in the early years, so that invoices have years to gather.
Date sign_up_day(const Host& host, std::int64_t number) {
    const int128 span = host.as_of.days - host.opened.days - 3;
    const int128 n = number, of = std::max<std::int64_t>(host.clients, 1);
    return Date{host.opened.days + static_cast<std::int32_t>(span * n * n / (of * of))};
}

void Teller::settle_in() {
    story_.signed_up = sign_up_day(host_, number_);
    if (shape_.steady) story_.signed_up = std::min(story_.signed_up, Date{host_.as_of.days - 500});
    story_.client = person(random_, number_ + 1);
    if (number_ % 50 == 7 && !shape_.steady) move_in_with(number_ - 1);
    choose_method();
    story_.client.saved = some_time(host_, random_, story_.signed_up);
    if (shape_.steady) {
        story_.client.status = "2";
        story_.client.apply_tax = 1;
        story_.services = steady_order(host_, random_, number_ + 1, story_.signed_up, shape_);
        return;
    }
    story_.services = order(host_, random_, number_ + 1, story_.signed_up, 0);
    if (random_.percent(18)) {
        const int days = host_.as_of.days - story_.signed_up.days;
        const Date later{story_.signed_up.days + random_.between(0, days)};
        const int first = static_cast<int>(story_.services.size());
        for (Service& service : order(host_, random_, number_ + 1, later, first))
            story_.services.push_back(std::move(service));
    }
    choose_state();
    choose_endings();
}

// Two people of one household: they look like one client twice, and are not.
void Teller::move_in_with(std::int64_t other) {
    Random same(host_.seed, 1, static_cast<std::uint64_t>(other));
    const ClientRow first = person(same, other + 1);
    ClientRow& client = story_.client;
    if (client.first_name == first.first_name) return;
    client.last_name = first.last_name;
    client.address = first.address;
    client.address_2 = first.address_2;
    client.city = first.city;
    client.state = first.state;
    client.zip = first.zip;
    client.country = first.country;
    client.phone = first.phone;
}

void Teller::choose_method() {
    static constexpr std::array<std::string_view, 20> habits{"1", "1", "1", "1", "1", "1", "1",
                                                             "1", "1", "2", "2", "2", "2", "5",
                                                             "5", "5", "3", "4", "6", "50"};
    ClientRow& client = story_.client;
    client.method = random_.pick(habits);
    if (client.method != "1" && client.method != "3") return;
    static constexpr std::array<std::string_view, 3> brands{"Visa", "MasterCard", "Amex"};
    client.card_type =
        std::string(random_.pick(brands)) + "-" + std::to_string(random_.between(1000, 9999));
    std::string cipher;
    for (int i = 0; i < 8; ++i)
        cipher +=
            "%" + std::string(1, "89ABCDEF"[random_.below(8)]) + std::to_string(random_.below(10));
    client.card_number = cipher;
    client.card_expiry = (random_.percent(50) ? "0" : "1") +
                         std::string(1, "12"[random_.below(2)]) + "/" +
                         std::to_string(random_.between(2005, 2008));
}

void Teller::choose_state() {
    const int now = Month::of(host_.as_of) - Month::of(story_.signed_up);
    const int chance = random_.below(100);
    std::string& status = story_.client.status = "2";
    if (chance >= 75 && host_.as_of.days - story_.signed_up.days < 60) {
        status = "3";
        story_.pending = true;
    } else if (chance < 9 && now > 2) {
        status = story_.ended_as = "4";
        story_.leaves = Month::of(story_.signed_up) + random_.between(2, now);
    } else if (chance < 13 && now > 2) {
        status = story_.ended_as = "1";
        story_.leaves = Month::of(story_.signed_up) + random_.between(2, now);
    } else if (chance < 15) {
        status = story_.ended_as = "5";
        story_.leaves = Month::of(story_.signed_up) + 1;
    }
}

// A service of a client who stays may end, be suspended, or wait for its renewal; what hangs on it
// goes with it.
void Teller::choose_endings() {
    for (Service& service : story_.services) {
        service.row.status = story_.pending ? "3" : "2";
        if (story_.leaves != never) {
            service.ends = std::max(story_.leaves, Month::of(service.ordered) + 1);
            service.row.status = story_.ended_as;
        } else if (service.parent >= 0 && !story_.pending) {
            const Service& parent = story_.services[static_cast<std::size_t>(service.parent)];
            service.ends = parent.ends;
            service.row.status = parent.row.status;
        } else if (!story_.pending) {
            const int months = Month::of(host_.as_of) - Month::of(service.ordered);
            const int chance = random_.below(100);
            if (chance < 8 && months > 2) {
                service.ends = Month::of(service.ordered) + random_.between(2, months);
                service.row.status = "4";
            } else if (chance < 10 && months > 2) {
                service.ends = Month::of(host_.as_of) + random_.between(-1, 0);
                service.row.status = "1";
            } else if (chance < 12) {
                service.row.status = "7";
            }
        }
    }
}

}  // namespace

Story story_of(const Host& host, std::int64_t number, const Shape& shape, Random& random) {
    return Teller(host, number, shape, random).told();
}

UnixTime some_time(const Host& host, Random& random, Date day) {
    return host.calendar.midnight(day) + random.between(7 * 3600, 21 * 3600);
}

}  // namespace tieout::sample
