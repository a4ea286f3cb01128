#include "sample/office.h"

namespace tieout::sample {

namespace {

std::vector<Administrator> all_administrators() {
    return {
        {1, "Renée Baker", "renee@host.example", "renee", "0d107d09f5bbe40cade3de5c71e9e9b7", 9},
        {2, "Tom O'Hara", "tom@host.example", "tom", "34b7da764b21d298ef307d04d8152dc5", 8},
        {3, "Ulla Schröder", "ulla@host.example", "ulla", "9a286406c252a3d14218228974e1f567", 5},
        {4, "Night desk", "", "night", "7815696ecbf1c96e6894b779456d330e", 1}};
}

std::vector<Todo> all_todos() {
    return {{1, "Renew the wildcard certificate", "web2 & web3", 2, "4", 40, 60},
            {2, "Ask Renée about the café's invoice", "", 1, "4", 95, 0},
            {3, "Move mailing list to web3", "Backups first.\nThen the \"old\" lists.", 3, "2", 300,
             330},
            {4, "Raise the price of FrontPage 2000", "", 1, "5", 410, 500},
            {5, "Clean up /tmp on web1", "", 0, "1", 700, 0},
            {6, "Print the yearly statements", "", 4, "3", 840, 900}};
}

std::vector<Template> all_templates() {
    return {{1, "Welcome", "Dear %%client_fname%% %%client_lname%%,",
             "your package %%pack_name%% is ready. Your log-in is %%client_username%%.",
             "Any questions? Write to us.", "The desk"},
            {2, "Invoice", "Dear %%client_fname%%,", "%%invoice%%\nDue on %%due_date%%.", "",
             "Accounting"},
            {3, "Card declined", "", "Your card was declined; 100% of the amount is still open.",
             "", "Accounting"},
            {4, "Domain renewal", "Dear %%client_fname%%,", "%%domain_name%% expires soon.",
             "<p>Ren\u00e9e &amp; Tom</p>", ""}};
}

std::vector<Ban> all_bans() {
    return {{1, 1, "192.0.2.17", "Orders from here were never paid.", 12, 2},
            {2, 2, "@freemail.example", "Please use the address of your provider.", 45, 2},
            {3, 2, "fraud@example.net", "", 0, 1}};
}

std::vector<QuestionCategory> all_categories() {
    return {{1, "Billing", 1}, {2, "E-mail", 1}, {3, "Night shift", 2}};
}

std::vector<Question> all_questions() {
    return {{1, 1, "When do you bill?", "On the <b>first</b> of each month.", "2003-02-01"},
            {2, 1, "Can I pay by cheque?", "Yes; write the invoice's number on it.", "2003-02-01"},
            {3, 2, "Which server do I use?", "mail.<i>your domain</i>", "2003-05-11"},
            {4, 3, "Whom do I call at night?", "Tom, then Renée.", ""}};
}

std::vector<NewsItem> all_news() {
    return {
        {1, "New prices", "Nothing gets dearer before summer.", "2004-03-01", "09:30:00", true},
        {2, "Web3 is up", "A third server, <b>twice</b> as fast.", "2004-11-15", "17:05:12", false},
        {3, "Merry Christmas", "The desk is closed on the 25th.", "2004-12-22", "12:00:00", false}};
}

}  // namespace

Office Office::make() {
    Office made;
    made.administrators = all_administrators();
    made.todos = all_todos();
    made.templates = all_templates();
    made.bans = all_bans();
    made.categories = all_categories();
    made.questions = all_questions();
    made.news = all_news();
    made.fields = {{1, "VAT number", "text", false},
                   {2, "How did you hear of us?", "select", true},
                   {6, "Reseller's code", "text", false}};
    return made;
}

}  // namespace tieout::sample
