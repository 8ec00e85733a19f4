CREATE TABLE `document_clients` (
	`name` text NOT NULL,
	`client` text NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`name`, `client`),
	FOREIGN KEY (`name`) REFERENCES `documents`(`name`) ON UPDATE no action ON DELETE cascade
);
