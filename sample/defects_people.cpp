// Problems of who a client is, and of what the desk wrote (modernbill.md 5.1, 5.2, 5.5, 5.7).
#include "sample/defect.h"

namespace tieout::sample {

namespace {

// Technicians that are nobody's name (even instances) or nobody's number.
void unknown_technician(Planting& p) {
    TicketRow& ticket = p.add_ticket("technician \"Former Employee\"");
    if (p.turn(0, 2)) {
        ticket.technician = "Former Employee";
        return;
    }
    TicketLogRow row;
    row.id = p.ids.extra(Numbered::ticket_log);
    row.ticket = ticket.id;
    row.event = "Handed over";
    row.technician = 77;
    row.written = ticket.asked + 3600;
    p.book.ticket_log.push_back(row);
    p.at("support_log", row.id, "technician 77 is nobody");
}

void event_of_nobody(Planting& p) {
    EventRow row;
    row.id = p.ids.extra(Numbered::event);
    row.client = p.host.clients + 1000 + p.instance;
    row.type = "2";
    row.comments = "<b>Form</b>: client deleted";
    row.written = p.book.client.saved;
    p.book.events.push_back(row);
    p.at("event_log", row.id, "client " + std::to_string(row.client) + " is gone");
}

// The same name at the same address, written a little otherwise.
void same_person(Planting& p) {
    ClientRow& client = p.client("client " + std::to_string(p.partner->client.id) + " again");
    client.first_name = p.partner->client.first_name + (p.turn(1, 2) ? " " : "");
    client.last_name = p.partner->client.last_name;
    client.address = p.partner->client.address;
    client.address_2 = p.partner->client.address_2;
    client.zip = p.partner->client.zip;
    p.also("client_info", p.partner->client.id);
}

void other_currency(Planting& p) {
    ClientRow& client = p.client();
    client.currency = p.variant({"EURO", "POUND", "YEN"});
    p.at("client_info", client.id, "prefers " + client.currency);
}

void script_in_ticket(Planting& p) {
    TicketRow& ticket = p.add_ticket("a script");
    ticket.question = "My page: <SCRIPT>document.write('hi')</SCRIPT> does not work";
}

void very_long_ticket(Planting& p) {
    TicketRow& ticket = p.add_ticket("a whole log");
    const std::string line = "[Mon May 10 04:02:00 2004] [error] File does not exist\n";
    while (ticket.question.size() < 300'000)
        ticket.question += line;
}

void value_without_label(Planting& p) {
    p.book.client.fields[6] = "blue";
    p.at("config", "client_extras_6_10", "slot 7");
}

void plain_password(Planting& p) {
    ClientRow& client = p.client("the password itself");
    client.password = p.variant({"sunshine", ""});
}

}  // namespace

void add_people_defects(std::vector<Defect>& defects) {
    using enum Share;
    defects.insert(defects.end(),
                   {{14, usual, "a technician who is nobody of the staff", unknown_technician},
                    {15, usual, "an event of a client who is gone", event_of_nobody},
                    {22, usual, "one person twice", same_person, false, true},
                    {77, usual, "a client who prefers another currency", other_currency},
                    {94, usual, "a script in a ticket", script_in_ticket},
                    {96, rare, "a ticket of several hundred KB", very_long_ticket},
                    {101, rare, "values in a field without a label", value_without_label},
                    {105, usual, "a password that is no hash", plain_password}});
}

}  // namespace tieout::sample
