-- An address of 82 characters becomes one of 100, which is what v5 holds; one of 83 does not.
insert into client_info
    (client_id, client_fname, client_lname, client_email, client_username, client_country, billing_method, client_password, client_status, client_stamp)
values
    (1, 'Ada', 'Lovelace', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx@example.com', 'ada', 'DE', '5', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1074142800),
    (2, 'Blaise', 'Pascal', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx@example.com', 'blaise', 'DE', '5', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1074142800);
