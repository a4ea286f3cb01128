-- :invoices rows of invoices and three times as many of items, all from their numbers: the same in every run.
insert into invoices
select seq, 1 + seq * 7919 % 200000, seq % 3, if(seq % 11 = 0, 'EUR', 'USD'),
       (seq * 104729 % 5000000) / 100, (seq * 1299709 % 50000) / 100, if(seq % 3 = 1, (seq * 104729 % 5000000) / 100, 0),
       1009843200 + seq * 60 % 200000000, 86400 * (11700 + seq % 2000), if(seq % 3 = 1, 1009843200 + seq * 61 % 200000000, 0),
       seq % 2, if(seq % 5 = 0, null, concat('Order ', seq, if(seq % 50 = 0, ' für Müller', ' by phone')))
from seq_1_to_:invoices;
insert into items
select seq, 1 + (seq - 1) div 3, 1 + (seq - 1) % 3, 1 + seq % 4, (seq * 7919 % 100000) / 100, (seq * 7919 % 100000) * (1 + seq % 4) / 100,
       concat('Hosting package ', seq * 31 % 997, ', month ', 1 + seq % 12)
from seq_1_to_:items;
