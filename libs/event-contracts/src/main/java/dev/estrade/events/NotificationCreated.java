package dev.estrade.events;

/** A hint for whoever shows a user's notifications; losing one costs a delay. */
public record NotificationCreated(String notificationId, long version, String userId) implements Event {
    @Override
    public String aggregateId() {
        return userId;
    }
}
