-- One client, of whom everything is plain.
insert into client_info
    (client_id, client_fname, client_lname, client_email, client_username, client_country, billing_method, client_password, client_status, client_stamp)
values
    (1, 'Ada', 'Lovelace', 'ada@example.com', 'ada', 'DE', '5', '5f4dcc3b5aa765d61d8327deb882cf99', '2', 1074142800);
