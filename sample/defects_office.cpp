// Problems of what the host's own people keep in v4: each adds rows to the office, and has no
// client.
#include "sample/defect.h"

namespace tieout::sample {

namespace {

void name(Planted& entry, std::string_view table, std::int64_t key, std::string note) {
    entry.row = {std::string(table), std::to_string(key)};
    entry.note = std::move(note);
}

// Even instances as the order form writes it; odd ones of an administrator who is gone.
void todo_of_a_client(Catalogue& catalogue, int instance, Planted& entry) {
    Todo todo = catalogue.office.todos.back();
    ++todo.id;
    todo.title = instance % 2 == 0 ? "New order: please check" : "Call back";
    todo.administrator = instance % 2 == 0 ? 1 : 900 + instance;
    catalogue.office.todos.push_back(todo);
    name(entry, "todo_list", todo.id, instance % 2 == 0 ? "a client" : "nobody");
}

void other_number_of_paypal(Catalogue& catalogue, int, Planted& entry) {
    catalogue.office.paypal_number = "7";
    entry.row = {"config", "payments"};
    entry.note = "PayPal is 7";
}

void same_user_name(Catalogue& catalogue, int instance, Planted& entry) {
    std::vector<Administrator>& all = catalogue.office.administrators;
    Administrator again = all[static_cast<std::size_t>(instance) % 4];
    entry.also.push_back({"admin", std::to_string(again.id)});
    again.id = all.back().id + 1;
    again.name = "Another person";
    if (instance % 2 == 1) again.username[0] = static_cast<char>(again.username[0] - 'a' + 'A');
    all.push_back(again);
    name(entry, "admin", again.id, again.username);
}

void plain_password(Catalogue& catalogue, int, Planted& entry) {
    std::vector<Administrator>& all = catalogue.office.administrators;
    Administrator trainee{all.back().id + 1, "The trainee", "", "", "changeme", 1};
    trainee.username = "trainee" + std::to_string(trainee.id);
    all.push_back(trainee);
    name(entry, "admin", trainee.id, "the password itself");
}

void date_in_words(Catalogue& catalogue, int instance, Planted& entry) {
    Office& office = catalogue.office;
    if (instance % 2 == 0) {
        const std::int64_t id = office.news.back().id + 1;
        office.news.push_back({id, "Moved", "We have moved.", "Mon, 3rd of May", "noon", false});
        return name(entry, "client_news", id, "Mon, 3rd of May");
    }
    const std::int64_t id = office.questions.back().id + 1;
    office.questions.push_back({id, 1, "Do you take cards?", "All of them.", "05/11/2003"});
    name(entry, "faq_questions", id, "05/11/2003");
}

void label_without_values(Catalogue& catalogue, int, Planted& entry) {
    catalogue.office.fields.push_back({4, "Shoe size", "text", false, false});
    entry.row = {"config", "client_extras_1_5"};
    entry.note = "slot 4";
}

void saved_query(Catalogue& catalogue, int, Planted& entry) {
    std::vector<SavedQuery>& all = catalogue.office.queries;
    const auto id = static_cast<std::int64_t>(all.size()) + 1;
    all.push_back({id, "Who pays late?", "select client_id from client_invoice where 1"});
    name(entry, "myquery", id, "");
}

void odd_template(Catalogue& catalogue, int instance, Planted& entry) {
    Template odd = catalogue.office.templates.back();
    ++odd.id;
    odd.body =
        instance % 2 == 0 ? "Your %%server_moon_phase%% changed." : "Now: <?php echo time(); ?>";
    catalogue.office.templates.push_back(odd);
    name(entry, "email_config", odd.id, odd.body);
}

// The last number of a tinyint; what comes later is refused by v4.
void full_table(Catalogue& catalogue, int instance, Planted& entry) {
    if (instance == 0)
        catalogue.office.categories.push_back({127, "The last", 1});
    else
        catalogue.office.questions.push_back({127, 1, "The last?", "Yes.", "2005-01-02"});
    name(entry, instance == 0 ? "faq_categories" : "faq_questions", 127, "no number is left");
}

}  // namespace

void add_office_defects(std::vector<SetUpDefect>& defects) {
    using enum Share;
    defects.insert(
        defects.end(),
        {{13, usual, "a to-do item that holds a client, or nobody", todo_of_a_client},
         {17, rare, "PayPal has another number in v4's settings", other_number_of_paypal, false, 1},
         {26, rare, "an administrator's user name twice", same_user_name},
         {41, usual, "a date in words", date_in_words, false, 40},
         {101, rare, "a field with a label that nobody fills in", label_without_values, false, 1},
         {105, rare, "an administrator's password that is no hash", plain_password},
         {106, rare, "a saved query", saved_query},
         {107, usual, "a template with a token that v5 does not know, or PHP", odd_template},
         {108, rare, "a table of questions that is full", full_table, false, 2}});
}

}  // namespace tieout::sample
