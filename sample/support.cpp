#include "sample/support.h"

#include <array>
#include <string_view>

#include "sample/random.h"

namespace tieout::sample {

namespace {

constexpr std::array<std::string_view, 8> subjects{
    "Cannot send mail",   "Question about my invoice", "Site is slow",      "Please move my domain",
    "Password forgotten", "FrontPage won't publish",   "Copy of a receipt", "Spam & more spam"};

constexpr std::array<std::string_view, 8> questions{
    "Since yesterday my mail comes back. What can I do?",
    "I was billed twice in March.\nPlease check.",
    "Uploads take hours. Is load < 1 normal for you?",
    "My colleague Jos\u00e9 needs the R&amp;D page back.",
    "The page says \"500\". I didn't change a thing.",
    "Please send me a receipt for the caf\u00e9.",
    "How do I point a second domain at my pages?",
    "50% of my visitors see nothing."};

constexpr std::array<std::string_view, 6> answers{"Done.",
                                                  "Please try again now.",
                                                  "It was our router. Sorry!",
                                                  "See the FAQ, <b>question 3</b>.",
                                                  "Ren\u00e9e has corrected the invoice.",
                                                  "We'll call you back."};

constexpr std::array<std::string_view, 4> log_entries{
    "Ticket opened", "Handed over to the next shift", "Client called, was told to wait",
    "Status changed: open \x2d> closed"};

constexpr std::array<std::string_view, 5> kinds{"E-mail", "Billing", "Domains", "Other", ""};
constexpr std::array<std::string_view, 4> heard{"A friend", "Search engine", "Magazine", "Other"};

class Desk {
public:
    Desk(const Host& host, std::int64_t number, Book& book)
        : host_(host), random_(host.seed, 3, static_cast<std::uint64_t>(number)), book_(book) {}

    void work(bool first_client) {
        fill_in_fields(first_client);
        name_further_contact();
        const UnixTime joined = book_.client.saved;
        event(book_.client.id, "2", "<b>Order form</b>: client registered", joined);
        if (random_.percent(30))
            event(book_.client.id, "1", "<b>renee</b> edited the client", some_day_after(joined));
        if (random_.percent(35))
            for (int left = random_.between(1, 3); left > 0; --left)
                ticket(some_day_after(joined));
        if (first_client) write_system_events();
    }

private:
    // Nothing happens on the night of the copy or after it.
    UnixTime some_day_after(UnixTime from) {
        const UnixTime end = host_.calendar.midnight(host_.as_of) - 2 * 86'400;
        if (from >= end) return from;
        return from +
               static_cast<UnixTime>(random_.next() % static_cast<std::uint64_t>(end - from));
    }

    void fill_in_fields(bool all) {
        for (const OwnField& field : host_.catalogue.office.fields) {
            if (!field.filled_in || (!all && !random_.percent(field.required ? 80 : 25))) continue;
            std::string& value = book_.client.fields[static_cast<std::size_t>(field.slot - 1)];
            value = field.slot == 2 ? std::string(random_.pick(heard))
                                    : "X" + std::to_string(random_.between(100000, 999999));
        }
    }

    void name_further_contact() {
        if (random_.percent(12))
            book_.client.secondary_email =
                "second" + std::to_string(book_.client.id) + "@example.org";
        if (random_.percent(8)) book_.client.secondary_contact = "H\u00e9l\u00e8ne in accounting";
    }

    void event(std::int64_t client, std::string_view type, std::string_view what, UnixTime when) {
        EventRow row;
        row.id = static_cast<std::int64_t>(book_.events.size()) + 1;
        row.client = client;
        row.type = type;
        row.comments = std::string(what) + " <i>(2004/05/06 07:08)</i>";
        row.written = when;
        book_.events.push_back(std::move(row));
    }

    void write_system_events() {
        for (Month month = Month::of(host_.opened) + 1; month <= Month::of(host_.as_of);
             month = month + 1)
            event(0, "3", "Generate invoices: done", host_.calendar.first_of(month) + 600);
    }

    void ticket(UnixTime when) {
        TicketRow row;
        row.id = static_cast<std::int64_t>(book_.tickets.size()) + 1;
        row.client = book_.client.id;
        row.priority = random_.between(1, 4);
        row.kind = random_.pick(kinds);
        row.subject = random_.pick(subjects);
        row.question = random_.pick(questions);
        if (random_.percent(20)) row.error = "HTTP 500";
        row.asked = when;
        row.status = random_.percent(80) ? 3 : random_.between(1, 2);
        if (row.status > 1) answer(row);
        book_.tickets.push_back(std::move(row));
    }

    void answer(TicketRow& row) {
        const Administrator& by = random_.pick(host_.catalogue.office.administrators);
        if (row.status == 3) row.response = random_.pick(answers);
        row.technician = random_.percent(70) ? by.name : by.username;
        for (int left = random_.between(0, 2); left > 0; --left) {
            TicketLogRow log;
            log.id = static_cast<std::int64_t>(book_.ticket_log.size()) + 1;
            log.ticket = row.id;
            log.event = random_.pick(log_entries);
            log.technician = random_.percent(90) ? by.id : 0;
            log.written = row.asked + random_.between(600, 86'000);
            book_.ticket_log.push_back(std::move(log));
        }
    }

    const Host& host_;
    Random random_;
    Book& book_;
};

}  // namespace

void ask_and_answer(const Host& host, std::int64_t number, Book& book) {
    Desk(host, number, book).work(number == 0);
}

}  // namespace tieout::sample
