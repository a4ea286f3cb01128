// What the host's own people keep in v4: who they are, what they have to do, what they wrote for
// clients, and the fields that they added to a client.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tieout::sample {

struct Administrator {
    std::int64_t id = 0;
    std::string name, email, username, password;  // the password's MD5
    std::int64_t level = 1;                       // 8 sees cards, 9 may do everything
};

struct Todo {
    std::int64_t id = 0;
    std::string title, description;
    std::int64_t administrator = 0;
    std::string status;
    int written_day = 0, due_day = 0;  // days after the host opened; due 0: none
};

struct Template {
    std::int64_t id = 0;
    std::string title, heading, body, footer, signature;
};

struct Ban {
    std::int64_t id = 0, kind = 1;  // 1 an address of the net, 2 of e-mail
    std::string value, message;
    std::int64_t hits = 0, status = 2;
};

struct QuestionCategory {
    std::int64_t id = 0;
    std::string name;
    std::int64_t audience = 1;  // 1 clients, 2 administrators
};

struct Question {
    std::int64_t id = 0, category = 0;
    std::string question, answer, dated;
};

struct NewsItem {
    std::int64_t id = 0;
    std::string subject, text, date, time;
    bool front_page = false;
};

struct SavedQuery {
    std::int64_t id = 0;
    std::string title, sql;
};

// One of the ten fields of a client that a host may give a meaning to.
struct OwnField {
    int slot = 0;
    std::string label, type;
    bool required = false;
    bool filled_in = true;  // by some clients
};

struct Office {
    std::vector<Administrator> administrators;
    std::vector<Todo> todos;
    std::vector<Template> templates;
    std::vector<Ban> bans;
    std::vector<QuestionCategory> categories;
    std::vector<Question> questions;
    std::vector<NewsItem> news;
    std::vector<SavedQuery> queries;
    std::vector<OwnField> fields;
    std::string paypal_number = "5", worldpay_number = "6";

    static Office make();
};

}  // namespace tieout::sample
